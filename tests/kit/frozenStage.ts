/** A hall with one clause that is about to be frozen, one beside it that is not, an honest writer, and Mallory. */
import { expect } from "vitest";
import * as Y from "yjs";
import type { CommandRequest } from "../../shared/commands.ts";
import { plainTextOfBlocks, readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { textFrame } from "../../shared/socketMessages.ts";
import { eventually } from "./eventually.ts";
import { type Hall, openHall, type Person } from "./hall.ts";
import { rawSocket } from "./rawSocket.ts";
import { elementAt } from "./stockClient.ts";

/** The words of the first clause of theme 1, and of theme 2. */
export const frozenWords = "Member States fund stackable micro-credentials.";
export const openWords = "Regions report every year.";

export type Scope = CommandRequest<"freeze">["scope"];

export interface FrozenStage extends Hall {
  readonly chair: Person;
  readonly mallory: Person;
  readonly frozenId: string;
  /** Freezes the clause with `frozenWords`, or another scope. */
  freeze(scope?: Scope, inSeconds?: number): Promise<void>;
  /** The declaration as it is on disk, as lines: the title, then every clause with its id. */
  onDisk(): Promise<string[]>;
  /** The text as it is on disk, under a client id of its own. */
  copy(): Promise<Y.Doc>;
  /** Mallory sends that frame on a new line; resolves with how the server closed it. */
  sent(frame: Uint8Array): Promise<{ code: number; reason: string }>;
  /** Mallory sends frames that must be taken; resolves once that update is on disk. */
  taken(update: Uint8Array, frames?: readonly Uint8Array[]): Promise<void>;
  /** The honest writer writes elsewhere, and it is stored: their line was never lost. */
  neighbourWrites(word: string): Promise<void>;
}

export async function openFrozenStage(): Promise<FrozenStage> {
  const hall = await openHall();
  const chair = await hall.person("facilitator", "Chair");
  const mallory = await hall.person("participant", "Mallory");
  const frozenId = await hall.clause(2, frozenWords);
  await hall.clause(3, openWords);
  const honest = await (await hall.person("participant", "Ana")).writes();
  let linesLost = 0;
  honest.provider.on("status", ({ status }: { status: string }) => {
    if (status === "disconnected") linesLost += 1;
  });
  const { door } = hall;
  const line = () => rawSocket(door.url, door.declarationId, { cookie: mallory.cookie });
  const copy = () => door.rooms.readText(door.declarationId);
  const onDisk = async () => {
    const document = await copy();
    const lines = linesOf(document);
    document.destroy();
    return lines;
  };
  return {
    ...hall,
    chair,
    mallory,
    frozenId,
    copy,
    onDisk,
    async freeze(scope = { kind: "clause", clauseId: frozenId }, inSeconds = 0) {
      await chair.does("freeze", { scope, inSeconds });
    },
    async sent(frame) {
      const raw = await line();
      raw.send(frame);
      const closed = await raw.closed;
      raw.close();
      return closed;
    },
    async taken(update, frames = [textFrame(update)]) {
      const raw = await line();
      for (const frame of frames) raw.send(frame);
      let closed = false;
      raw.closed.then(() => {
        closed = true;
      });
      await eventually(async () => {
        if (closed) throw new Error(`refused: ${(await raw.closed).reason}`);
        const document = await copy();
        const there = Y.snapshotContainsUpdate(Y.snapshot(document), update);
        document.destroy();
        return there;
      }, "the change is on disk");
      raw.close();
    },
    async neighbourWrites(word) {
      textIn(honest.document, 4).insert(0, `${word} `);
      await eventually(async () => (await onDisk()).join().includes(word), "the honest word is stored");
      expect(linesLost, "the honest writer's line").toBe(0);
    },
  };
}

export function linesOf(document: Y.Doc): string[] {
  const { title, sections } = readDeclaration(document);
  return [
    title,
    ...sections.flatMap(({ kind, theme, clauses }) =>
      clauses.map(
        ({ id, questions, blocks }) =>
          `${theme ?? kind} ${id}: ${JSON.stringify(blocks)} ${questions.join()} ${plainTextOfBlocks(blocks)}`,
      ),
    ),
  ];
}

/** What `write` changes in `document`, as one update. */
export function changeOf(document: Y.Doc, write: (document: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(document);
  write(document);
  return Y.encodeStateAsUpdate(document, before);
}

export function sectionAt(document: Y.Doc, section: number): Y.XmlElement {
  return elementAt(document.getXmlFragment("default"), section);
}

export function clauseAt(document: Y.Doc, section: number): Y.XmlElement {
  return elementAt(sectionAt(document, section), 0);
}

/** The text of the first paragraph of the first clause of a section. */
export function textIn(document: Y.Doc, section: number): Y.XmlText {
  const text = elementAt(clauseAt(document, section), 0).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error("a clause without text");
  return text;
}

export function newClause(id: string, words: string): Y.XmlElement {
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", id);
  clause.insert(0, [paragraph(words)]);
  return clause;
}

export function paragraph(words: string): Y.XmlElement {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}
