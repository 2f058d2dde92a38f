/** The rooms that are measured: how many write how often, and how many read along. */

export interface Scenario {
  readonly name: string;
  readonly writers: number;
  readonly readers: number;
  /** Edits a second of one writer; the caret moves with each of them, as it does in an editor. */
  readonly editsPerSecond: number;
}

export const scenarios: readonly Scenario[] = [
  { name: "A", writers: 100, readers: 900, editsPerSecond: 5 },
  { name: "B", writers: 50, readers: 2950, editsPerSecond: 5 },
  { name: "C", writers: 500, readers: 1000, editsPerSecond: 1 },
];

/** Small enough for every test run: it keeps the bench itself from rotting. */
export const tinyScenario: Scenario = { name: "tiny", writers: 3, readers: 5, editsPerSecond: 5 };
