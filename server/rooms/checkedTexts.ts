/**
 * Texts of a stranger before one of them may have a room: state upon state through the text guard, as if each had been
 * written here, and each the very text that its own state holds.
 */
import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { limits } from "../../shared/limits.ts";
import { themes } from "../../shared/programme.ts";
import { Refusal } from "../errors.ts";
import { needsRepair } from "./referee.ts";
import { TextGuard } from "./textGuard.ts";

/** A text as it stood at that number of its log: a whole Yjs state, format V1. */
export interface BroughtState {
  /** How to name it to whoever brought it. */
  readonly name: string;
  readonly sequence: number;
  readonly state: Uint8Array;
}

/** The same as a log: what each state adds to those before it. */
export interface CheckedTexts {
  readonly title: string;
  readonly updates: readonly { readonly sequence: number; readonly update: Uint8Array }[];
  /** The last state, format V2. */
  readonly snapshot: Uint8Array;
  /** Everybody who wrote in it. */
  readonly clientIds: readonly number[];
}

const templateSections = ["preamble ", ...themes.map(({ id }) => `theme ${id}`), "closing "].join(", ");

/**
 * The states, in the order of their numbers, as a log that a room can be opened on. The last one must need no mending;
 * those before it may hold nothing at all, where a text came here without its history. Refusals: archive-damaged,
 * which names the state; import-too-complex.
 */
export function checkTexts(states: readonly BroughtState[]): CheckedTexts {
  const document = new Y.Doc();
  document.getXmlFragment(fragmentName);
  const guard = new TextGuard(document, new Map(), true);
  const updates = states.map(({ name, sequence, state }) => {
    if (state.length > limits.archivedStateBytes) throw new Refusal("import-too-complex");
    try {
      const update = takeIn(document, guard, state);
      if (!isEmpty(document)) requireTemplate(document);
      requireSame(document, state);
      return { sequence, update };
    } catch (error) {
      throw damaged(name, error);
    }
  });
  const last = states.at(-1);
  try {
    requireTemplate(document);
    if (needsRepair(document)) throw new Error("two clauses with one id, or a section without a clause");
    return {
      title: readDeclaration(document).title,
      updates,
      snapshot: Y.encodeStateAsUpdateV2(document),
      clientIds: [...document.store.clients.keys()].sort((one, other) => one - other),
    };
  } catch (error) {
    throw damaged(last?.name ?? "", error);
  }
}

/** An update that changes nothing. */
const nothing = new Uint8Array([0, 0]);

/** Takes in what the state has more than the document, and answers it. */
function takeIn(document: Y.Doc, guard: TextGuard, state: Uint8Array): Uint8Array {
  const verdict = guard.check(state, null);
  if (verdict.kind === "nothing") return nothing;
  if (verdict.kind === "gap") throw new Error("something that it builds on is missing");
  Y.applyUpdate(document, verdict.update);
  guard.settle();
  return verdict.update;
}

function isEmpty(document: Y.Doc): boolean {
  return document.store.clients.size === 0;
}

/** Title, preamble, themes, closing, in their order, where they were laid down. */
function requireTemplate(document: Y.Doc): void {
  const [title, ...sections] = document.getXmlFragment(fragmentName).toArray();
  const names = sections.map((each) =>
    each instanceof Y.XmlElement && each.nodeName === "section"
      ? `${each.getAttribute("kind")} ${each.getAttribute("theme") ?? ""}`
      : "",
  );
  const stands = title instanceof Y.XmlElement && title.nodeName === "title";
  if (!stands || names.join(", ") !== templateSections)
    throw new Error("the sections are not the template's");
}

/** What came together here is what the state alone holds: no state contradicts one before it. */
function requireSame(document: Y.Doc, state: Uint8Array): void {
  const alone = new Y.Doc();
  try {
    alone.getXmlFragment(fragmentName);
    Y.applyUpdate(alone, state);
    for (const { store, share } of [document, alone]) {
      if (store.pendingStructs !== null || store.pendingDs !== null || share.size !== 1)
        throw new Error("it is no whole text");
    }
    const same = Y.equalSnapshots(Y.snapshot(document), Y.snapshot(alone));
    if (!same || wordsOf(document) !== wordsOf(alone))
      throw new Error("it does not hold what an earlier text holds");
  } finally {
    alone.destroy();
  }
}

function wordsOf(document: Y.Doc): string {
  return JSON.stringify(readDeclaration(document));
}

function damaged(name: string, error: unknown): Refusal {
  if (error instanceof Refusal && error.id === "import-too-complex") return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal(
    "archive-damaged",
    `The text in ${name} is none that a declaration can have (${reason}). Nothing of the archive was taken in.`,
  );
}
