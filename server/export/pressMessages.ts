/** What the press and its workers say to each other. */
import type { ExportOptions } from "../../shared/exports.ts";
import type { Archived } from "./archive.ts";
import type { StateOnPaper } from "./finishedDocument.ts";
import type { PaperKind } from "./formats.ts";

/** The state that goes on paper, with its text still packed: whoever prints it unpacks it, and no room waits for that. */
export interface PackedState extends Omit<StateOnPaper, "declaration" | "earlier"> {
  /** The whole text as one update in Yjs format V1. */
  readonly text: Uint8Array;
  /** The texts of the named versions before, likewise. */
  readonly earlier?: readonly Uint8Array[];
}

/** One paper, or all of them with whatever else an archive holds. */
export type PressJob = { readonly state: PackedState; readonly options: ExportOptions } & (
  | { readonly format: PaperKind }
  | { readonly format: "archive"; readonly archived: Archived }
);

export interface Paper {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As it stands on the paper. */
  readonly title: string;
}

/** `empty` says that the text has no sections: it stayed where the declaration came from. */
export type PressAnswer = Paper | { readonly empty: true } | { readonly failure: string };
