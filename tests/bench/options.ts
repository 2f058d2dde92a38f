/** What may be asked of `npm run bench`. */
import { parseArgs } from "node:util";
import { type KindName, kinds } from "./measuredServer.ts";
import { type Scenario, scenarios, tinyScenario } from "./scenarios.ts";

export const experimentNames = [
  "fanOut",
  "joinStorm",
  "idleMemory",
  "longOpening",
  "exports",
  "typing",
] as const;
export type ExperimentName = (typeof experimentNames)[number];

export interface Options {
  readonly scenarios: readonly Scenario[];
  readonly rounds: number;
  readonly seconds: number;
  /** How often a disturbed measurement is taken again; the least disturbed counts. */
  readonly retries: number;
  readonly kinds: readonly KindName[];
  readonly experiments: readonly ExperimentName[];
  readonly stormClients: number;
  readonly idleClients: number;
  readonly keystrokes: number;
  readonly typedKeys: number;
  readonly typingWriters: number;
  readonly json: string;
}

const resultFile = "test-results/bench-result.json";

export const usage = `npm run bench -- [options]
  --only NAME[,NAME]        servers: ${Object.keys(kinds).join(", ")}
  --experiment NAME[,NAME]  ${experimentNames.join(", ")}
  --scenario NAME[,NAME]    rooms for fanOut: ${[...scenarios, tinyScenario].map(({ name }) => name).join(", ")}
  --rounds N                rounds, interleaved (3)
  --seconds N               seconds that are measured in each fanOut (10)
  --retries N               how often a disturbed measurement is taken again; the least disturbed counts (0)
  --quick                   one round, two seconds, the tiny room, fanOut alone
  --json FILE               where the figures go (${resultFile})`;

/** Throws with one line for the terminal where an option cannot be followed. */
export function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: "string" },
      experiment: { type: "string" },
      scenario: { type: "string" },
      rounds: { type: "string" },
      seconds: { type: "string" },
      retries: { type: "string", default: "0" },
      quick: { type: "boolean", default: false },
      json: { type: "string", default: resultFile },
    },
  });
  const { quick } = values;
  const roomNames = chosen(
    values.scenario ?? (quick ? tinyScenario.name : undefined),
    scenarios.map(({ name }) => name),
    [tinyScenario.name],
  );
  return {
    scenarios: [...scenarios, tinyScenario].filter(({ name }) => roomNames.includes(name)),
    rounds: numberFrom(1, "rounds", values.rounds ?? (quick ? "1" : "3")),
    seconds: numberFrom(1, "seconds", values.seconds ?? (quick ? "2" : "10")),
    retries: numberFrom(0, "retries", values.retries),
    kinds: chosen(values.only, Object.keys(kinds) as KindName[]),
    experiments: chosen(values.experiment ?? (quick ? "fanOut" : undefined), experimentNames),
    stormClients: 500,
    idleClients: 1000,
    keystrokes: 260_000,
    typedKeys: 150,
    typingWriters: 20,
    json: values.json,
  };
}

function chosen<Name extends string>(
  words: string | undefined,
  names: readonly Name[],
  further: readonly Name[] = [],
): readonly Name[] {
  if (words === undefined) return names;
  return words.split(",").map((word) => {
    const name = [...names, ...further].find((each) => each === word);
    if (name === undefined) throw new Error(`"${word}" is none of ${[...names, ...further].join(", ")}`);
    return name;
  });
}

function numberFrom(least: number, name: string, word: string): number {
  const number = Number(word);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} must be a whole number from ${least}`);
  return number;
}
