/** The servers that are measured, each started alone on its core with an empty memory. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../kit/temporaryFolder.ts";
import { cores, endProcess, spawnPinned } from "./pinnedProcess.ts";
import type { Dialect, Target } from "./tasks.ts";
import { templateState } from "./template.ts";

interface Kind {
  readonly name: string;
  readonly dialect: Dialect;
  readonly program: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export const kinds = {
  plenary: { name: "Plenary", dialect: "stock", program: "server/main.ts" },
  hocuspocus: {
    name: "Hocuspocus 4.7.0",
    dialect: "hocuspocus",
    program: "tests/bench/servers/hocuspocus.ts",
  },
  hocuspocus50: {
    name: "Hocuspocus, flushDelay 50",
    dialect: "hocuspocus",
    program: "tests/bench/servers/hocuspocus.ts",
    environment: { FLUSH_DELAY: "50" },
  },
  yWebsocketServer: {
    name: "@y/websocket-server 0.1.1",
    dialect: "stock",
    program: "tests/bench/servers/yWebsocketServer.ts",
  },
  relay: { name: "bare 50 ms relay", dialect: "relay", program: "tests/bench/servers/relay.ts" },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;

export interface MeasuredServer {
  readonly target: Target;
  readonly process: ChildProcess;
  /** Milliseconds from the start of its process until it said that it is ready. */
  readonly readyAfter: number;
  stop(): Promise<void>;
}

export interface ServerMaterial {
  /** Plenary's data directory; a new empty one without it. */
  readonly dataDirectory?: string;
  /** A file with the state (Yjs update V1) that the others load; the template without it. */
  readonly stateFile?: string;
  /** Words for Node before the program, such as `--cpu-prof`. */
  readonly nodeWords?: readonly string[];
  /** Whether it may use every core, as where it serves a hall; else it has the server's alone. */
  readonly everyCore?: boolean;
}

/** Starts it; resolves once it is ready. */
export async function startMeasured(
  kindName: KindName,
  material: ServerMaterial = {},
): Promise<MeasuredServer> {
  const kind: Kind = kinds[kindName];
  const folder = await temporaryFolder();
  const stateFile = material.stateFile ?? join(folder.path, "state");
  if (material.stateFile === undefined) await writeFile(stateFile, templateState());
  const startedAt = performance.now();
  const child = spawnPinned(
    material.everyCore === true ? null : cores.server,
    [...(material.nodeWords ?? []), kind.program],
    {
      ...kind.environment,
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "warn",
      DATA_DIR: material.dataDirectory ?? join(folder.path, "data"),
      STATE_FILE: stateFile,
    },
  );
  const words = await readyWords(child, kindName === "plenary" ? /^screen .*\n/m : /^ready at .*\n/m);
  const readyAfter = performance.now() - startedAt;
  const url = /ready at (\S+)/.exec(words)?.[1] ?? "";
  const linkFor = (role: string) => new RegExp(`^${role} (\\S+)$`, "m").exec(words)?.[1] ?? "";
  return {
    target: {
      url,
      dialect: kind.dialect,
      links:
        kindName === "plenary"
          ? {
              facilitator: linkFor("facilitator"),
              participant: linkFor("participant"),
              attendee: linkFor("attendee"),
            }
          : null,
    },
    process: child,
    readyAfter,
    async stop() {
      await endProcess(child);
      await folder.remove();
    },
  };
}

/** What it wrote up to the line that says it is ready. Rejects where it ends before. */
async function readyWords(child: ChildProcess, ready: RegExp): Promise<string> {
  let words = "";
  const ended = once(child, "exit").then(() => {
    throw new Error(`the server ended before it was ready: ${words}`);
  });
  const heard = new Promise<void>((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      words += text;
      if (ready.test(words)) resolve();
    });
  });
  await Promise.race([heard, ended]);
  ended.catch(() => {});
  return words;
}
