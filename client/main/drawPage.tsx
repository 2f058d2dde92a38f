import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { preferScheme } from "../ui/preferScheme.ts";
import "../styles/base.css";
import "../styles/declaration.css";

/** Draws a page into its HTML file. */
export function drawPage(page: React.ReactNode): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("This page has no place to draw in.");
  preferScheme();
  createRoot(root).render(<StrictMode>{page}</StrictMode>);
}
