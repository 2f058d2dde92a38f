/** One measurement: named numbers, and what a reader of the table should know about it. */
export interface Measurement {
  readonly figures: Readonly<Record<string, number | null>>;
  /** Why the numbers are not what they seem, where that is so. */
  readonly doubts: readonly string[];
}

/** Past this share of its core the crowd, not the server, may be what was measured. */
const crowdLimit = 0.85;
const disturbed = "disturbed";
/** Who has less of a core than the rest is being measured together with somebody else. */
const foreignLimit = 0.05;

/** Which share of a core, or of the whole machine, others took; null where the system does not tell. */
export interface Foreign {
  readonly server?: number | null;
  readonly crowd?: number | null;
  readonly machine?: number | null;
}

/** Doubts that hold for every experiment. */
export function doubtsAbout(facts: { readonly crowdLoad?: number; readonly foreign: Foreign }): string[] {
  const doubts: string[] = [];
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const { crowdLoad = 0, foreign } = facts;
  if (crowdLoad > crowdLimit) doubts.push(`not valid: the crowd's core was at ${percent(crowdLoad)}`);
  const places = { server: "the server's core", crowd: "the crowd's core", machine: "the machine" } as const;
  for (const whose of ["server", "crowd", "machine"] as const) {
    const share = foreign[whose] ?? 0;
    if (share > foreignLimit) doubts.push(`${disturbed}: others took ${percent(share)} of ${places[whose]}`);
  }
  return doubts;
}

/** Whether somebody else took part, so that taking it again may tell more. */
export function wasDisturbed({ doubts }: Measurement): boolean {
  return doubts.some((doubt) => doubt.startsWith(disturbed));
}

/** How much of the cores others took, to find the least disturbed of several. */
export function foreignShareOf({ figures }: Measurement): number {
  return (
    (figures.foreignServerPercent ?? 0) +
    (figures.foreignCrowdPercent ?? 0) +
    (figures.foreignMachinePercent ?? 0)
  );
}

/** For the figures of a measurement: what is known of what others took. */
export function foreignPercents(foreign: Foreign): Record<string, number | null> {
  const percent = (share: number | null) => (share === null ? null : share * 100);
  const { server, crowd, machine } = foreign;
  return {
    ...(server !== undefined && { foreignServerPercent: percent(server) }),
    ...(crowd !== undefined && { foreignCrowdPercent: percent(crowd) }),
    ...(machine !== undefined && { foreignMachinePercent: percent(machine) }),
  };
}
