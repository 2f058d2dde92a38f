/** What a command is: it looks, refuses or changes, and says which record that leaves. */
import type { CommandInput, CommandName } from "../../shared/commands.ts";
import type { ParticipantDirectory } from "../participant/participantDirectory.ts";
import type { Decided, Ground } from "../rooms/decisions.ts";
import type { Rooms } from "../rooms/roomDirectory.ts";
import type { LinkRow, ParticipantRow } from "../store/store.ts";

export interface CommandContext extends Ground {
  readonly declarationId: string;
  /** Who commands; that they may is known already. */
  readonly participant: ParticipantRow;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface CommandOutcome extends Decided {
  /** What must become true outside the store once the record is on disk. */
  readonly afterCommit?: (around: Surroundings) => void;
}

export interface Surroundings {
  readonly participants: Pick<ParticipantDirectory, "linkRevoked">;
  readonly rooms: Pick<Rooms, "sweep">;
}

export type Command<Name extends CommandName> = (
  input: CommandInput<Name>,
  context: CommandContext,
) => Promise<CommandOutcome> | CommandOutcome;

/** Whether a link admits people at that moment. */
export function linkStands(link: LinkRow, now: number): boolean {
  return link.revokedAt === null && linkEnd(link) > now;
}

/** When a link runs out, in milliseconds since 1970. */
export function linkEnd(link: LinkRow): number {
  return link.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(link.expiresAt);
}
