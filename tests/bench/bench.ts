/**
 * `npm run bench`: the room of Plenary beside others, each server alone on one core and all clients
 * on the other. Measures and tells; nothing is asserted here.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { temporaryFolder } from "../kit/temporaryFolder.ts";
import { measureExports } from "./experiments/exports.ts";
import { measureFanOut } from "./experiments/fanOut.ts";
import { foreignShareOf, type Measurement, wasDisturbed } from "./experiments/figures.ts";
import { measureIdleMemory } from "./experiments/idleMemory.ts";
import { measureJoinStorm } from "./experiments/joinStorm.ts";
import { measureLongOpening } from "./experiments/longOpening.ts";
import { measureTyping } from "./experiments/typing.ts";
import { type LongHistory, recording, writeLongHistory } from "./longHistory.ts";
import { type KindName, kinds } from "./measuredServer.ts";
import { type ExperimentName, type Options, readOptions, usage } from "./options.ts";
import { pinned } from "./pinnedProcess.ts";
import { jsonOf, type Row, tablesOf } from "./report.ts";
import type { Scenario } from "./scenarios.ts";
import type { TypingKind } from "./typing/rooms.ts";

/** A text of that many bytes is a long declaration with the traces of much work in it. */
const stormBytes = 300_000;

/** Which servers an experiment is about; it would say nothing of the others. */
const subjects: Readonly<Record<Exclude<ExperimentName, "fanOut" | "typing">, readonly KindName[]>> = {
  joinStorm: ["plenary", "hocuspocus"],
  idleMemory: ["plenary", "hocuspocus", "yWebsocketServer"],
  longOpening: ["plenary", "hocuspocus"],
  exports: ["plenary"],
};

/** What is typed in: our page, and a plain one beside it. */
const typingPages: Readonly<Record<TypingKind, string>> = {
  plenary: kinds.plenary.name,
  yWebsocketServer: "plain Tiptap + y-websocket",
};

interface Step {
  readonly row: Row;
  measure(): Promise<Measurement>;
}

const options = optionsOrUsage();
if (options !== null) await bench(options);

function optionsOrUsage(): Options | null {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
    process.exitCode = 1;
    return null;
  }
}

async function bench(asked: Options): Promise<void> {
  if (!pinned)
    process.stderr.write("Without taskset and two cores, server and clients share what there is.\n");
  const folder = await temporaryFolder();
  try {
    const steps = await plan(asked, folder.path);
    for (let round = 1; round <= asked.rounds; round++) {
      for (const [index, step] of steps.entries())
        await take(step, asked.retries, `${round}/${asked.rounds} ${index + 1}/${steps.length}`);
    }
    const rows = steps.map(({ row }) => row);
    process.stdout.write(`${tablesOf(rows)}\nMedian (lowest–highest) of ${asked.rounds} rounds.\n`);
    await mkdir(dirname(asked.json), { recursive: true });
    await writeFile(asked.json, jsonOf(rows, circumstances(asked)));
  } finally {
    await folder.remove();
  }
}

/** Every step of one round, in an order that puts the servers side by side. */
async function plan(asked: Options, folder: string): Promise<Step[]> {
  const steps: Step[] = [];
  const add = (
    experiment: ExperimentName,
    scenario: string,
    kind: KindName,
    measure: Step["measure"],
    name: string = kinds[kind].name,
  ) => steps.push({ row: { experiment, scenario, kind, name, rounds: [], failures: [] }, measure });
  const wanted = (experiment: keyof typeof subjects) =>
    asked.experiments.includes(experiment)
      ? subjects[experiment].filter((kind) => asked.kinds.includes(kind))
      : [];

  if (asked.experiments.includes("fanOut")) {
    for (const scenario of asked.scenarios) {
      for (const kind of asked.kinds.filter((each) => canServe(each, scenario)))
        add("fanOut", scenario.name, kind, () => measureFanOut(kind, scenario, asked.seconds));
    }
  }
  for (const kind of wanted("joinStorm"))
    add("joinStorm", "", kind, () =>
      measureJoinStorm(kind, { clients: asked.stormClients, bytes: stormBytes }),
    );
  for (const kind of wanted("idleMemory"))
    add("idleMemory", "", kind, () => measureIdleMemory(kind, asked.idleClients));
  const history = wanted("longOpening").length > 0 ? await longHistory(folder, asked.keystrokes) : null;
  if (history !== null) {
    for (const kind of wanted("longOpening"))
      add("longOpening", "", kind, () => measureLongOpening(kind, history));
  }
  for (const kind of wanted("exports")) add("exports", "", kind, () => measureExports(asked.seconds));
  if (asked.experiments.includes("typing")) {
    for (const kind of ["plenary", "yWebsocketServer"] as const) {
      if (!asked.kinds.includes(kind)) continue;
      const settings = { keys: asked.typedKeys, writers: asked.typingWriters };
      add("typing", "", kind, () => measureTyping(kind, settings), typingPages[kind]);
    }
  }
  return steps;
}

/** `@y/websocket-server` falls behind for good in the first room already; the larger ones would only take time. */
function canServe(kind: KindName, scenario: Scenario): boolean {
  return kind !== "yWebsocketServer" || scenario.writers + scenario.readers <= 1000;
}

async function longHistory(folder: string, keystrokes: number): Promise<LongHistory | null> {
  if (!existsSync(recording)) {
    process.stderr.write("longOpening is left out: ../shared/traces is not there.\n");
    return null;
  }
  process.stderr.write(`writing a history of ${keystrokes} keystrokes\n`);
  return writeLongHistory(folder, keystrokes);
}

async function take({ row, measure }: Step, retries: number, place: string): Promise<void> {
  const name = [row.experiment, row.scenario, row.kind].filter(Boolean).join(" ");
  process.stderr.write(`${place} ${name}\n`);
  try {
    let measurement = await measure();
    for (let again = 0; again < retries && wasDisturbed(measurement); again++) {
      process.stderr.write("  disturbed, taken again\n");
      const next = await measure();
      if (foreignShareOf(next) < foreignShareOf(measurement)) measurement = next;
    }
    row.rounds.push(measurement);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`  could not be measured: ${reason}\n`);
    row.failures.push(reason.split("\n")[0] ?? reason);
  }
}

function circumstances({ rounds, seconds }: Options): Record<string, unknown> {
  return {
    at: new Date().toISOString(),
    node: process.version,
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    pinned,
    rounds,
    seconds,
  };
}
