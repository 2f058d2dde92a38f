/** A worker of the press that breaks in the way the version of the paper is called. */
import { parentPort } from "node:worker_threads";
import type { PressJob } from "../../server/export/pressMessages.ts";

parentPort?.on("message", ({ state: { version } }: PressJob) => {
  const title = version?.name ?? "";
  if (title === "dies") process.exit(3);
  if (title === "throws") throw new Error("ink everywhere");
  if (title === "fails") parentPort?.postMessage({ failure: "no paper left" });
  if (title === "hangs") while (true);
  if (title === "prints") parentPort?.postMessage({ bytes: new TextEncoder().encode("printed"), title });
});
