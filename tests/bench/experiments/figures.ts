/** One measurement: named numbers, and what a reader of the table should know about it. */
export interface Measurement {
  readonly figures: Readonly<Record<string, number | null>>;
  /** Why the numbers are not what they seem, where that is so. */
  readonly doubts: readonly string[];
}

/** Past this share of its core the crowd, not the server, may be what was measured. */
const crowdLimit = 0.85;
/** A server that has less of its core than the rest is being measured together with somebody else. */
const foreignLimit = 0.05;

/** Doubts that hold for every experiment. */
export function doubtsAbout(facts: {
  readonly crowdLoad: number;
  readonly foreignShare: number | null;
}): string[] {
  const doubts: string[] = [];
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  if (facts.crowdLoad > crowdLimit)
    doubts.push(`not valid: the crowd's core was at ${percent(facts.crowdLoad)}`);
  if (facts.foreignShare !== null && facts.foreignShare > foreignLimit)
    doubts.push(`disturbed: others took ${percent(facts.foreignShare)} of the server's core`);
  return doubts;
}
