import { chromiumIsMissing, chromiumPath } from "./chromium.ts";
import { installPackages } from "./systemPackages.ts";

/** Before the first browser test: fetches Debian's Chromium where that is possible, else says how to get one. */
export default function installChromium(): void {
  if (chromiumPath() !== null) return;
  const installed = installPackages(["chromium", "fonts-liberation"]) && chromiumPath() !== null;
  if (!installed) console.error(`Browser tests cannot run: ${chromiumIsMissing}.`);
}
