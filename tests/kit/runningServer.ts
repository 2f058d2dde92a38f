/** The whole server as a process of its own, as people run it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Role, roles } from "../../shared/permissions.ts";

export interface RunningServer {
  readonly url: string;
  /** The whole address to join by, for each role whose link stands; empty where none does. */
  readonly links: Readonly<Record<Role, string>>;
  readonly pid: number;
  /** Everything it has written to the terminal so far. */
  readonly output: { readonly stdout: string; readonly stderr: string };
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Resolves once it has ended, by whatever cause. */
  readonly ended: Promise<unknown>;
}

interface ServerSettings {
  readonly dataDirectory: string;
  /** Any free one unless told. */
  readonly port?: number;
  /** Further settings, over those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Further arguments for Node itself, such as a module of `tests/kit` to load first. */
  readonly nodeArguments?: readonly string[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Starts `server/main.ts`; resolves once it is ready, rejects with what it said where it ends before. */
export async function startServer(settings: ServerSettings): Promise<RunningServer> {
  const { child, output, ended } = spawnServer(settings);
  await Promise.race([readyLines(child, output), ended]);
  const lines = output.stdout.split("\n");
  const url = /^Plenary is ready at (\S+)$/.exec(lines[0] ?? "")?.[1];
  if (url === undefined || child.pid === undefined) {
    throw new Error(`The server did not start: ${output.stdout}${output.stderr}`);
  }
  const linkFor = (role: Role) =>
    lines.find((line) => line.startsWith(`${role} `))?.slice(role.length + 1) ?? "";
  return {
    url,
    links: Object.fromEntries(roles.map((role) => [role, linkFor(role)])) as Record<Role, string>,
    pid: child.pid,
    output,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    ended,
  };
}

/** For a start that must fail: resolves with the exit code and what stood on the terminal. */
export async function startInVain(
  settings: ServerSettings,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { output, ended } = spawnServer(settings);
  const code = await ended;
  return { code, ...output };
}

function spawnServer({ dataDirectory, port = 0, environment = {}, nodeArguments = [] }: ServerSettings) {
  const child = spawn(process.execPath, [...nodeArguments, "server/main.ts"], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDirectory,
      PORT: String(port),
      HOST: "127.0.0.1",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, output, ended };
}

/** The ready lines are written at once, but may arrive in parts: the last of them ends the wait. */
async function readyLines(child: ChildProcess, output: { readonly stdout: string }): Promise<void> {
  const complete = () => /^Plenary is ready at .+\n/.test(output.stdout) && output.stdout.endsWith("\n");
  while (!complete()) {
    if (child.stdout === null) return;
    await once(child.stdout, "data");
  }
}
