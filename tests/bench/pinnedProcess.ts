/** A Node process of its own on a core of its own, and what it costs. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";

export interface Usage {
  /** Seconds of processor time so far, user and system; null where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly residentBytes: number | null;
  readonly at: number;
}

/** Server and crowd never share a core where there are two. */
export const cores = { server: 0, crowd: 1 } as const;

const root = fileURLToPath(new URL("../..", import.meta.url));
const canPin = availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;
/** Linux counts processor time in hundredths of a second, on every machine it runs on. */
const ticksPerSecond = 100;
const pageBytes = 4096;

/** Whether server and crowd have a core each. */
export const pinned = canPin;

export const coreCount = cpus().length;

/** Starts it on that core, or with null on all of them. */
export function spawnPinned(
  core: number | null,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const command = [process.execPath, ...words];
  const [program = "", ...rest] =
    canPin && core !== null ? ["taskset", "-c", String(core), ...command] : command;
  return spawn(program, rest, {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
}

export function usageOf(child: ChildProcess): Usage {
  const at = performance.now();
  const fields = child.pid === undefined ? null : statFields(child.pid);
  if (fields === null) return { cpuSeconds: null, residentBytes: null, at };
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    residentBytes: Number(fields[21]) * pageBytes,
    at,
  };
}

/** Seconds of processor time so far of this process and of all below it; null where the system does not tell. */
export function cpuSecondsOfAll(): number | null {
  const seconds = new Map<number, number>();
  const children = new Map<number, number[]>();
  try {
    for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
      const fields = statFields(Number(name));
      if (fields === null) continue;
      seconds.set(Number(name), (Number(fields[11]) + Number(fields[12])) / ticksPerSecond);
      const parent = Number(fields[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    }
  } catch {
    return null;
  }
  const sumFrom = (pid: number): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + sumFrom(child), seconds.get(pid) ?? 0);
  return sumFrom(process.pid);
}

/** What the system tells of a process, from its state on; null where there is none. */
function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(") ") + 2).split(" ");
  } catch {
    return null;
  }
}

/** Seconds that a core, or with null all of them, was busy so far, whoever used it; null where the system does not tell. */
export function busySeconds(core: number | null): number | null {
  try {
    const name = `cpu${core ?? ""}`;
    const line = readFileSync("/proc/stat", "latin1").match(new RegExp(`^${name} +(.*)$`, "m"))?.[1] ?? "";
    const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = line
      .split(" ")
      .map(Number);
    return (user + nice + system + interrupts + softInterrupts) / ticksPerSecond;
  } catch {
    return null;
  }
}

/** Ends it at once, and resolves when it is gone. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
