import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { plainTextOfBlocks, readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { eventually } from "./kit/eventually.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { elementAt, type StockClient, stockClient } from "./kit/stockClient.ts";

let stage: Stage;
let alice: StockClient;
let bob: StockClient;

beforeEach(async () => {
  stage = await openStage();
  alice = await stockClient(stage.url, await stage.join("participant", "Alice"));
  bob = await stockClient(stage.url, await stage.join("participant", "Bob"));
  clauseText(alice, 2, 0).insert(0, "Ministries fund pilots in every region.");
  elementAt(alice.fragment, 2).push([clauseOf("second", "Employers name the skills they need.")]);
  await bob.until(() => elementAt(bob.fragment, 2).length === 2, "both clauses");
});

afterEach(async () => {
  alice.leave();
  bob.leave();
  await stage.close();
});

function clauseOf(id: string, words: string): Y.XmlElement {
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", id);
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  clause.insert(0, [paragraph]);
  return clause;
}

function clauseText(client: StockClient, section: number, clause: number): Y.XmlText {
  return elementAt(client.fragment, section, clause, 0).get(0) as Y.XmlText;
}

/** A move as the editor makes it: delete here, the same clause again there. */
function move(client: StockClient, section: number, clause: number, to: number): void {
  client.document.transact(() => {
    const element = elementAt(client.fragment, section, clause);
    const copy = clauseOf(element.getAttribute("id") ?? "", clauseText(client, section, clause).toString());
    elementAt(client.fragment, section).delete(clause, 1);
    elementAt(client.fragment, to).push([copy]);
  });
}

function join(client: StockClient): void {
  client.document.transact(() => {
    const words = clauseText(client, 2, 1).toString();
    elementAt(client.fragment, 2).delete(1, 1);
    const text = clauseText(client, 2, 0);
    text.insert(text.length, ` ${words}`);
  });
}

const clauses = (document: Y.Doc) =>
  readDeclaration(document).sections.flatMap((section) =>
    section.clauses.map((clause) => `${clause.number} ${plainTextOfBlocks(clause.blocks)}`),
  );

async function everybodyReads(expected: string): Promise<void> {
  for (const client of [alice, bob]) {
    await eventually(
      () => clauses(client.document).includes(expected),
      `${expected} in ${JSON.stringify(clauses(client.document))}`,
    );
  }
  const stored = clauses(await stage.rooms.readText(stage.declarationId));
  expect(stored).toContain(expected);
}

test("R5 words written into a clause that somebody offline was moving stand in the moved clause", async () => {
  alice.provider.disconnect();
  move(alice, 2, 1, 3);
  clauseText(bob, 2, 1).insert(9, " and unions");
  await eventually(
    async () =>
      clauses(await stage.rooms.readText(stage.declarationId))
        .join()
        .includes("and unions"),
    "Bob's words on disk",
  );
  alice.provider.connect();
  await everybodyReads("2.2 Employers and unions name the skills they need.");
});

test("R5 words that come late for a clause that was moved long ago, letter by letter, stand in the moved clause", async () => {
  bob.provider.disconnect();
  move(alice, 2, 1, 3);
  await eventually(
    async () =>
      clauses(await stage.rooms.readText(stage.declarationId))
        .join()
        .includes("2.2 Employers"),
    "the move on disk",
  );
  for (const [index, letter] of [..." and unions"].entries()) clauseText(bob, 2, 1).insert(9 + index, letter);
  bob.provider.connect();
  await everybodyReads("2.2 Employers and unions name the skills they need.");
});

test("R5 words written into a clause that was joined to the one before stand in the joined clause", async () => {
  alice.provider.disconnect();
  join(alice);
  clauseText(bob, 2, 1).insert(35, " tomorrow");
  await eventually(
    async () =>
      clauses(await stage.rooms.readText(stage.declarationId))
        .join()
        .includes("tomorrow"),
    "Bob's words on disk",
  );
  alice.provider.connect();
  await everybodyReads(
    "1.1 Ministries fund pilots in every region. Employers name the skills they need tomorrow.",
  );
});

test("R5 words written into a clause that was removed come back as a clause, the removed ones do not", async () => {
  bob.provider.disconnect();
  elementAt(alice.fragment, 2).delete(0, 1);
  await alice.until(() => elementAt(alice.fragment, 2).length === 1, "the clause is gone");
  const text = clauseText(bob, 2, 0);
  text.insert(text.length, " We ask for a report each year.");
  bob.provider.connect();
  await eventually(
    async () =>
      clauses(await stage.rooms.readText(stage.declarationId))
        .join()
        .includes("We ask for a report"),
    "the words are back",
  );
  const stored = clauses(await stage.rooms.readText(stage.declarationId));
  expect(stored.filter((clause) => clause.startsWith("1."))).toEqual([
    expect.stringMatching(/^1\.1 +We ask for a report each year\.$/),
    "1.2 Employers name the skills they need.",
  ]);
});

test("what somebody deletes on purpose stays deleted", async () => {
  clauseText(bob, 2, 1).delete(0, 10);
  elementAt(alice.fragment, 2).delete(0, 1);
  await everybodyReads("1.1 name the skills they need.");
  const stored = clauses(await stage.rooms.readText(stage.declarationId));
  expect(stored.filter((clause) => clause.startsWith("1."))).toEqual(["1.1 name the skills they need."]);
});
