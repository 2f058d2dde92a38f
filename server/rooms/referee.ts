/**
 * What concurrent editing can leave behind and no browser may mend alone (each would mend it again):
 * two clauses with one id, a clause without an id, a section or clause without a place to write,
 * words that went down with the place they were written in.
 */
import type { Logger } from "pino";
import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { emptyParagraph } from "../../shared/declaration/template.ts";
import { newId } from "../participant/newId.ts";
import { bringBack } from "./bringBack.ts";
import type { FrozenParts } from "./frozenParts.ts";
import type { LostWords } from "./rescue.ts";
import { updateOf } from "./storedDocument.ts";

export interface RefereeOptions {
  /** The text as it is on disk. */
  readonly document: Y.Doc;
  readonly log: Logger;
  /** Where the referee brings no words back either: whoever wrote them could not have written them there. */
  readonly frozen: () => FrozenParts | null;
  /** A client id under which nobody else writes. */
  readonly takeClientId: () => Promise<number>;
  /** Sends an update the way of every other, through the log; `stored` is called when it has taken effect. Answers whether it was taken. */
  readonly write: (update: Uint8Array, stored: () => void) => boolean;
}

export class Referee {
  readonly #options: RefereeOptions;
  #clientId: number | null = null;
  /** One repair at a time: the next one builds on what the last one became. */
  #busy = false;
  /** Words that wait for the repair that writes them again. */
  readonly #lost: LostWords[] = [];

  constructor(options: RefereeOptions) {
    this.#options = options;
  }

  /** Whether nothing waits to be mended. */
  get idle(): boolean {
    return !this.#busy && this.#lost.length === 0;
  }

  /** Looks at the text and mends what needs it; `lost` are words that the last update would have swallowed. */
  look(lost: readonly LostWords[] = []): void {
    const { document, log } = this.#options;
    this.#lost.push(...lost);
    if (this.#busy || (this.#lost.length === 0 && !needsRepair(document))) return;
    this.#busy = true;
    this.#mend().catch((error: unknown) => {
      this.#busy = false;
      log.error({ err: error }, "the text could not be mended");
    });
  }

  async #mend(): Promise<void> {
    this.#clientId ??= await this.#options.takeClientId();
    const lost = this.#lost.splice(0);
    const update = repairsOf(this.#options.document, this.#clientId, lost, this.#options.frozen());
    const done = () => {
      this.#busy = false;
      this.look();
    };
    if (update !== null && this.#options.write(update, done)) return;
    this.#busy = false;
    if (update !== null)
      this.#options.log.error({ words: lost.map((each) => each.words) }, "a repair was refused");
  }
}

/** The update that mends `document`, written under `clientId`; null where there is nothing to mend. The document itself is not touched. */
function repairsOf(
  document: Y.Doc,
  clientId: number,
  lost: readonly LostWords[],
  frozen: FrozenParts | null,
): Uint8Array | null {
  return updateOf(document, clientId, (scratch) => {
    bringBack(scratch, lost, frozen);
    mend(scratch);
  });
}

/** Whether there is something in the text to mend. */
export function needsRepair(document: Y.Doc): boolean {
  const seen = new Set<string>();
  for (const section of sectionsOf(document)) {
    if (section.length === 0) return true;
    for (const clause of clausesOf(section)) {
      const id = clause.getAttribute("id");
      if (id === undefined || seen.has(id) || clause.length === 0) return true;
      seen.add(id);
    }
  }
  return false;
}

/** The first clause in the order of the document keeps a disputed id. */
function mend(document: Y.Doc): void {
  const seen = new Set<string>();
  for (const section of sectionsOf(document)) {
    if (section.length === 0) section.insert(0, [new Y.XmlElement("clause")]);
    for (const clause of clausesOf(section)) {
      const id = clause.getAttribute("id");
      if (id === undefined || seen.has(id)) clause.setAttribute("id", newId());
      if (clause.length === 0) clause.insert(0, [emptyParagraph()]);
      seen.add(clause.getAttribute("id") ?? "");
    }
  }
}

function sectionsOf(document: Y.Doc): Y.XmlElement[] {
  return elementsNamed(document.getXmlFragment(fragmentName), "section");
}

function clausesOf(section: Y.XmlElement): Y.XmlElement[] {
  return elementsNamed(section, "clause");
}

function elementsNamed(parent: Y.XmlFragment, name: string): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === name);
}
