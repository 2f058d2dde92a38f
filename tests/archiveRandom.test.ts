// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { loadedAnew } from "../server/export/archive.ts";
import { type BroughtState, checkTexts } from "../server/rooms/checkedTexts.ts";
import { needsRepair } from "../server/rooms/referee.ts";
import { fragmentName } from "../shared/declaration/grammar.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { emptyParagraph } from "../shared/declaration/template.ts";
import { type BoundEditor, exchange, openEditor, templateState } from "./kit/boundEditor.ts";
import { act } from "./kit/hands.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";

const open: BoundEditor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.close();
});

const seed = seedOfThisRun();
const runs = Number(process.env.RUNS ?? 8);

test(`Whatever honest hands have written, and whenever it was named, is taken in as it was (seed ${seed})`, () => {
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(seed + run);
    const template = templateState();
    const hands = ["Ada", "Ben", "Eve"].map((name, index) => openEditor(name, template, 11 + index));
    open.push(...hands);
    const server = new Y.Doc();
    server.clientID = 2;
    Y.applyUpdate(server, template);
    const states: BroughtState[] = [];
    const name = () => {
      const sequence = states.length + 1;
      states.push({ name: `text/${sequence}.bin`, sequence, state: Y.encodeStateAsUpdate(server) });
    };
    for (let step = 0; step < 150; step++) {
      act(hands[Math.floor(random() * hands.length)] as BoundEditor, random, `w${step}`);
      if (random() < 0.15) exchange(hands[0] as BoundEditor, hands[1] as BoundEditor);
      if (random() < 0.15) exchange(hands[1] as BoundEditor, hands[2] as BoundEditor);
      if (random() < 0.3)
        Y.applyUpdate(server, Y.encodeStateAsUpdate((hands[step % 3] as BoundEditor).document));
      if (random() < 0.06) name();
    }
    for (const { document } of hands) Y.applyUpdate(server, Y.encodeStateAsUpdate(document));
    mend(server);
    name();

    const checked = checkTexts(states);
    const replayed = new Y.Doc();
    for (const [index, { update }] of checked.updates.entries()) {
      Y.applyUpdate(replayed, update);
      const named = new Y.Doc();
      Y.applyUpdate(named, states[index]?.state ?? new Uint8Array());
      expect(readDeclaration(replayed), `run ${run}, state ${index}`).toEqual(readDeclaration(named));
      expect(loadedAnew(Y.encodeStateAsUpdate(replayed))).toEqual(loadedAnew(states[index]?.state ?? update));
    }
    const snapshot = new Y.Doc();
    Y.applyUpdateV2(snapshot, checked.snapshot);
    expect(readDeclaration(snapshot)).toEqual(readDeclaration(server));
    // What is archived again from there is the same file.
    const again = loadedAnew(Y.encodeStateAsUpdate(snapshot));
    expect(again, `run ${run}`).toEqual(loadedAnew(Y.encodeStateAsUpdate(server)));
    expect(checked.clientIds).toEqual(expect.arrayContaining([1]));
  }
});

/** As the referee of a room does: an id of its own for each clause, and a place to write everywhere. */
function mend(document: Y.Doc): void {
  const seen = new Set<unknown>();
  let made = 0;
  document.transact(() => {
    for (const section of document.getXmlFragment(fragmentName).toArray().slice(1) as Y.XmlElement[]) {
      if (section.length === 0) section.insert(0, [new Y.XmlElement("clause")]);
      for (const clause of section.toArray() as Y.XmlElement[]) {
        if (clause.getAttribute("id") === undefined || seen.has(clause.getAttribute("id")))
          clause.setAttribute("id", `mended-${++made}`);
        if (clause.length === 0) clause.insert(0, [emptyParagraph()]);
        seen.add(clause.getAttribute("id"));
      }
    }
  });
  expect(needsRepair(document)).toBe(false);
}
