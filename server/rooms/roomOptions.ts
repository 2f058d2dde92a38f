/** What a room is made of and whom it asks. */
import type { Logger } from "pino";
import type { RecordKinds } from "../../shared/records.ts";
import type { RefusalId } from "../../shared/refusals.ts";
import type { Author } from "../store/store.ts";
import type { RoomRecords } from "./roomRecords.ts";
import type { ReplayedText } from "./storedDocument.ts";
import type { TextLog } from "./textLog.ts";

export interface RoomOptions {
  readonly declarationId: string;
  readonly text: ReplayedText;
  readonly authors: readonly Author[];
  readonly log: Logger;
  readonly textLog: TextLog;
  readonly records: RoomRecords;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Why that person may do nothing now, or null; asked at every message (R3). */
  readonly standing: (participantId: string) => RefusalId | null;
  /** A client id for the server's own repairs. */
  readonly takeServerClientId: () => Promise<number>;
  /** The last one left. */
  readonly emptied: () => void;
  /** Most of the text is gone. */
  readonly alarmed: (alarm: RecordKinds["textAlarm"]) => void;
  /** The words of a clause went into another one, or it stands again; resolves once that is recorded. */
  readonly joined: (joined: RecordKinds["clauseJoined"]) => Promise<unknown>;
  /** The log on disk has grown by one. */
  readonly grown: () => void;
}
