/** The moments at which a server may be made to end itself, each where something is half done. */
export const killMoments = [
  "before the append is committed",
  "between append and send",
  "while sending",
  "between send and acknowledge",
  "after acknowledge",
  "inside compaction",
  "before the compaction is committed",
  "after the compaction",
] as const;

export type KillMoment = (typeof killMoments)[number];

export function isKillMoment(name: string): name is KillMoment {
  return killMoments.some((moment) => moment === name);
}

/** Whether the moment comes only when a snapshot is due. */
export function isCompaction(moment: KillMoment): boolean {
  return moment.includes("compaction");
}
