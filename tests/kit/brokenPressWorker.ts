/** A worker of the press that breaks in the way the title of the paper says. */
import { parentPort } from "node:worker_threads";
import type { PressJob } from "../../server/export/pressMessages.ts";

parentPort?.on("message", ({ document: { title } }: PressJob) => {
  if (title === "dies") process.exit(3);
  if (title === "throws") throw new Error("ink everywhere");
  if (title === "fails") parentPort?.postMessage({ failure: "no paper left" });
  if (title === "hangs") while (true);
  if (title === "prints") parentPort?.postMessage({ paper: new TextEncoder().encode("printed") });
});
