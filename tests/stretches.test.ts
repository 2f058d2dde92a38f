import { yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { stretchIn } from "../client/editor/stretches.ts";
import { plainTextOfBlocks, readBlocks } from "../shared/declaration/readDeclaration.ts";
import { parseWording } from "../shared/declaration/wording.ts";
import { elementsOf } from "../shared/declaration/writeBlocks.ts";
import { schema } from "./kit/draft.ts";

test("every stretch of a clause's plain words is found in the editor's tree, over paragraphs, breaks and lists", () => {
  const wording =
    "Recalling what\nwas said;\n\n- first point\n  - nested point\n- second\n\n1. one\n2. two\n\nThe end.";
  const document = new Y.Doc();
  const clause = new Y.XmlElement("clause");
  const section = new Y.XmlElement("section");
  document.getXmlFragment("default").insert(0, [section]);
  section.insert(0, [clause]);
  clause.insert(0, elementsOf(parseWording(wording)));
  const words = plainTextOfBlocks(readBlocks(clause));
  const doc = yXmlFragmentToProseMirrorRootNode(document.getXmlFragment("default"), schema);
  const drawn = doc.child(0).child(0);
  let found = 0;
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      if (/^\s|\s$/.test(words.slice(from, to))) continue;
      const stretch = stretchIn(drawn, 1, { from, to });
      if (stretch === null) throw new Error(`"${words.slice(from, to)}" is not found`);
      const told = doc.textBetween(stretch.from, stretch.to, "\n", "\n").replaceAll(/\n+/g, "\n");
      expect(told).toBe(words.slice(from, to).replaceAll(/\n+/g, "\n"));
      found += 1;
    }
  }
  expect(found).toBeGreaterThan(1000);
  expect(stretchIn(drawn, 1, { from: words.length, to: words.length + 1 })).toBe(null);
});
