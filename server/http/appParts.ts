import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../config.ts";
import type { Press } from "../export/press.ts";
import type { ParticipantDirectory } from "../participant/participantDirectory.ts";
import type { Rooms } from "../rooms/roomDirectory.ts";
import type { Store } from "../store/store.ts";

/** What the routes are made of; each takes the parts it needs. */
export interface AppParts {
  readonly config: Pick<Config, "publicUrl">;
  readonly store: Store;
  readonly participants: ParticipantDirectory;
  readonly rooms: Pick<
    Rooms,
    "open" | "announce" | "sweep" | "readTextState" | "takeClientId" | "decide" | "decideOnText" | "recordsOf"
  >;
  readonly press: Pick<Press, "write" | "archive">;
  readonly log: Logger;
  readonly metrics: Registry;
  /** The folder of the built client. */
  readonly builtClient: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
