import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { Refusal } from "../server/errors.ts";
import { newId } from "../server/participant/newId.ts";
import { TextGuard } from "../server/rooms/textGuard.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import type { RoadmapFieldName } from "../shared/declaration/roadmapFields.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";

/** What the guard says to a participant who writes that value into that field of the first theme's clause. */
function answerTo(name: RoadmapFieldName, value: unknown) {
  const server = new Y.Doc();
  server.clientID = 1;
  layDownTemplate(server, "A declaration", newId);
  const guard = new TextGuard(
    server,
    new Map([
      [1, null],
      [7, "alice"],
    ]),
  );
  const copy = new Y.Doc();
  copy.clientID = 7;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(server));
  const before = Y.encodeStateVector(copy);
  const clause = (copy.getXmlFragment("default").get(2) as Y.XmlElement).get(0) as Y.XmlElement;
  // The binding, and any other client, may write what Yjs can carry, whatever its types say.
  (clause as unknown as { setAttribute(name: string, value: unknown): void }).setAttribute(name, value);
  try {
    return { said: guard.check(Y.encodeStateAsUpdate(copy, before), "alice").kind, copy };
  } catch (error) {
    if (error instanceof Refusal) return { said: error.id, copy };
    throw error;
  }
}

describe("a field of the roadmap", () => {
  test.each<[RoadmapFieldName, string]>([
    ["actors", "employers\nSomebody else with a name of their own"],
    ["actors", ""],
    ["lead", "The ministry; with the social partners"],
    ["level", "european"],
    ["horizon", "medium"],
    ["due", "2028-02-29"],
    ["due", ""],
    ["indicator", "x".repeat(600)],
    ["dependsOn", "aB3_-x\nother"],
  ])("%s takes %j", (name, value) => {
    const { said, copy } = answerTo(name, value);
    expect(said).toBe("accepted");
    const roadmap = readDeclaration(copy).sections[1]?.clauses[0]?.roadmap;
    const read = roadmap?.[name] ?? "";
    expect(typeof read === "string" ? read : read.join("\n")).toBe(value);
  });

  test.each<[RoadmapFieldName, unknown]>([
    ["actors", ["employers"]],
    ["actors", "x".repeat(121)],
    ["actors", Array.from({ length: 41 }, (_, place) => `actor ${place}`).join("\n")],
    ["lead", "x".repeat(601)],
    ["lead", { name: "nested" }],
    ["level", "galactic"],
    ["horizon", "soon"],
    ["due", "tomorrow"],
    ["due", "2027-02-29"],
    ["due", "2027-13-01"],
    ["due", 20270630],
    ["target", 40],
    ["dependsOn", 'a\n"><script>'],
    ["dependsOn", Array.from({ length: 61 }, (_, place) => `c${place}`).join("\n")],
  ])("%s refuses %j", (name, value) => {
    expect(answerTo(name, value).said).toBe("text-not-allowed");
  });
});
