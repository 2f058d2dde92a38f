import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { shiftOfPlace } from "../client/reader/keepPlace.ts";
import { clausesWithNewWording, withUnchangedParts } from "../client/reader/unchangedParts.ts";
import { fragmentName } from "../shared/declaration/grammar.ts";
import { type Declaration, readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";

function declarationWithText(): Y.Doc {
  const document = new Y.Doc();
  let count = 0;
  layDownTemplate(document, "A Roadmap", () => `clause-${++count}`);
  return document;
}

function element(parent: Y.XmlFragment | Y.XmlElement, place: number): Y.XmlElement {
  const child = parent.get(place);
  if (!(child instanceof Y.XmlElement)) throw new Error(`no element at ${place}`);
  return child;
}

const themeOne = (document: Y.Doc) => element(document.getXmlFragment(fragmentName), 2);

function write(document: Y.Doc, clausePlace: number, words: string): void {
  const paragraph = element(element(themeOne(document), clausePlace), 0);
  paragraph.insert(0, [new Y.XmlText(words)]);
}

function addClauseBefore(document: Y.Doc, id: string): void {
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", id);
  clause.insert(0, [new Y.XmlElement("paragraph")]);
  themeOne(document).insert(0, [clause]);
}

function readAfter(before: Declaration, document: Y.Doc): Declaration {
  return withUnchangedParts(before, readDeclaration(document));
}

describe("the reader's page draws again only what changed", () => {
  test("a reading that changed nothing is the same object", () => {
    const document = declarationWithText();
    const before = readDeclaration(document);
    expect(readAfter(before, document)).toBe(before);
  });

  test("an edit in one clause leaves every other section and clause the same object", () => {
    const document = declarationWithText();
    addClauseBefore(document, "first");
    const before = readDeclaration(document);
    write(document, 0, "Member States");
    const after = readAfter(before, document);

    expect(after).not.toBe(before);
    expect(after.sections[1]?.clauses[0]).not.toBe(before.sections[1]?.clauses[0]);
    expect(after.sections[1]?.clauses[1]).toBe(before.sections[1]?.clauses[1]);
    for (const place of [0, 2, 3, 4, 5]) expect(after.sections[place]).toBe(before.sections[place]);
  });

  test("a roadmap field draws its clause again, with the same wording", () => {
    const document = declarationWithText();
    const before = readDeclaration(document);
    element(themeOne(document), 0).setAttribute("lead", "Ministries");
    const after = readAfter(before, document);

    expect(after.sections[1]?.clauses[0]?.roadmap.lead).toBe("Ministries");
    expect(after.sections[1]?.clauses[0]?.blocks).toBe(before.sections[1]?.clauses[0]?.blocks);
    expect(after.sections[2]).toBe(before.sections[2]);
  });

  test("a clause that moves to another section keeps its wording's object", () => {
    const document = declarationWithText();
    const before = readDeclaration(document);
    const moved = structuredClone(before) as { sections: { clauses: unknown[] }[] } & Declaration;
    moved.sections[2]?.clauses.push(...(moved.sections[1]?.clauses.splice(0) ?? []));
    const after = withUnchangedParts(before, moved);
    expect(after.sections[2]?.clauses[1]?.blocks).toBe(before.sections[1]?.clauses[0]?.blocks);
  });

  test("a new question of a clause is shown, its wording stays the same object", () => {
    const document = declarationWithText();
    const before = readDeclaration(document);
    element(themeOne(document), 0).setAttribute("questions", "strategic-leadership-2");
    const clause = readAfter(before, document).sections[1]?.clauses[0];
    expect(clause?.questions).toEqual(["strategic-leadership-2"]);
    expect(clause?.blocks).toBe(before.sections[1]?.clauses[0]?.blocks);
  });
});

describe("what just changed glows", () => {
  test("an edited clause and a new clause glow", () => {
    const document = declarationWithText();
    const before = readDeclaration(document);
    write(document, 0, "Member States");
    addClauseBefore(document, "new");
    expect(clausesWithNewWording(before, readAfter(before, document))).toEqual(["new", "clause-2"]);
  });

  test("a clause that only got another number does not glow", () => {
    const document = declarationWithText();
    write(document, 0, "Member States");
    const before = readDeclaration(document);
    addClauseBefore(document, "new");
    const after = readAfter(before, document);
    expect(after.sections[1]?.clauses[1]?.number).toBe("1.2");
    expect(clausesWithNewWording(before, after)).toEqual(["new"]);
  });
});

describe("remote edits do not move what one is reading", () => {
  const places = [
    { id: "2.1", offset: 900 },
    { id: "2.2", offset: 1100 },
  ];

  test("text that grows above scrolls the page by as much", () => {
    expect(shiftOfPlace(places, (id) => ({ "2.1": 960, "2.2": 1160 })[id] ?? null)).toBe(60);
  });

  test("when the clause being read is deleted, the next one holds the place", () => {
    expect(shiftOfPlace(places, (id) => (id === "2.2" ? 1000 : null))).toBe(-100);
  });

  test("when all of them are gone, the page stays where it is", () => {
    expect(shiftOfPlace(places, () => null)).toBe(0);
  });
});
