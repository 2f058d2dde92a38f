/** Sends a crowd to a server, and looks at what the server spends while the crowd measures. */
import { once } from "node:events";
import type { MeasuredServer } from "./measuredServer.ts";
import { busySeconds, cores, endProcess, spawnPinned, type Usage, usageOf } from "./pinnedProcess.ts";
import type { FromCrowd, Mark, Task, TaskResult } from "./tasks.ts";

export interface Visit<Result> {
  readonly result: Result;
  /** The server at the begin and the end of the measured time. */
  readonly begin: Usage;
  readonly end: Usage;
  /** Share of each core that neither its process nor idling took: somebody else's work. */
  readonly foreign: { readonly server: number | null; readonly crowd: number | null };
}

/** Resolves with what the crowd measured; `atMark` may look further at its marks. Rejects with its reason where it could not. */
export async function visit<Result extends TaskResult>(
  server: MeasuredServer,
  task: Task,
  atMark: (mark: Mark) => void = () => {},
): Promise<Visit<Result>> {
  const crowd = spawnPinned(cores.crowd, ["tests/bench/crowd/crowd.ts"]);
  const look = (): Look => ({
    server: { usage: usageOf(server.process), busy: busySeconds(cores.server) },
    crowd: { usage: usageOf(crowd), busy: busySeconds(cores.crowd) },
  });
  let begin = look();
  let end = begin;
  try {
    const result = await new Promise<TaskResult>((resolve, reject) => {
      once(crowd, "exit").then(() => reject(new Error("the crowd ended without a result")));
      once(server.process, "exit").then(() => reject(new Error("the server ended")));
      crowd.on("message", (message: FromCrowd) => {
        switch (message.kind) {
          case "ready":
            crowd.send(task);
            break;
          case "mark":
            if (message.mark === "begin") begin = look();
            else end = look();
            atMark(message.mark);
            break;
          case "result":
            resolve(message.result);
            break;
          case "failed":
            reject(new Error(message.reason));
        }
      });
    });
    return {
      result: result as Result,
      begin: begin.server.usage,
      end: end.server.usage,
      foreign: { server: foreign(begin.server, end.server), crowd: foreign(begin.crowd, end.crowd) },
    };
  } finally {
    await endProcess(crowd);
  }
}

interface CoreLook {
  readonly usage: Usage;
  readonly busy: number | null;
}

interface Look {
  readonly server: CoreLook;
  readonly crowd: CoreLook;
}

function foreign(begin: CoreLook, end: CoreLook): number | null {
  const own = difference(begin.usage.cpuSeconds, end.usage.cpuSeconds);
  const all = difference(begin.busy, end.busy);
  const elapsed = (end.usage.at - begin.usage.at) / 1000;
  return own === null || all === null ? null : Math.max(0, all - own) / elapsed;
}

/** How much more it is at the end; null where the system did not tell. */
export function difference(begin: number | null, end: number | null): number | null {
  return begin === null || end === null ? null : end - begin;
}
