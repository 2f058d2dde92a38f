/** The process in which a crowd lives, apart from the server it visits: takes one task from the bench and does it. */
import type { FromCrowd, Task, TaskResult } from "../tasks.ts";
import { fanOut } from "./fanOut.ts";
import { firstText } from "./firstText.ts";
import { idle } from "./idle.ts";
import { joinStorm } from "./joinStorm.ts";

const tell = (message: FromCrowd) => process.send?.(message);

process.once("message", (task: Task) => {
  perform(task).then(
    (result) => tell({ kind: "result", result }),
    (error: unknown) =>
      tell({
        kind: "failed",
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
tell({ kind: "ready" });

function perform(task: Task): Promise<TaskResult> {
  const mark = (which: "begin" | "end") => tell({ kind: "mark", mark: which });
  switch (task.kind) {
    case "fanOut":
      return fanOut(task, mark);
    case "joinStorm":
      return joinStorm(task, mark);
    case "idle":
      return idle(task, mark);
    case "firstText":
      return firstText(task, mark);
  }
}
