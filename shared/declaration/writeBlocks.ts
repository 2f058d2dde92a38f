/** Plain blocks as elements of the text, marks and all. The counterpart of `readBlocks`. */
import * as Y from "yjs";
import type { Block, Inline, List, Words } from "./readDeclaration.ts";

/** New elements for those blocks, to be inserted into a clause or a list item. */
export function elementsOf(blocks: readonly Block[]): Y.XmlElement[] {
  return blocks.map((block) => (block.kind === "paragraph" ? paragraphOf(block.inlines) : listOf(block)));
}

function listOf(list: List): Y.XmlElement {
  const element = new Y.XmlElement(list.kind);
  // Numbers are kept as numbers: the binding compares by identity.
  if (list.kind === "orderedList" && list.start !== 1) {
    (element as Y.XmlElement<{ start: number }>).setAttribute("start", list.start);
  }
  element.insert(
    0,
    list.items.map((item) => {
      const itemElement = new Y.XmlElement("listItem");
      itemElement.insert(0, elementsOf(item));
      return itemElement;
    }),
  );
  return element;
}

/** Always with a text to write into, as `emptyParagraph` has. */
function paragraphOf(inlines: readonly Inline[]): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  const children: (Y.XmlText | Y.XmlElement)[] = [];
  let run: Words[] = [];
  const endRun = () => {
    if (run.length > 0) children.push(textOf(run));
    run = [];
  };
  for (const inline of inlines) {
    if (inline.kind === "words") {
      if (inline.text !== "") run.push(inline);
      continue;
    }
    endRun();
    children.push(new Y.XmlElement("hardBreak"));
  }
  endRun();
  paragraph.insert(0, children.length === 0 ? [new Y.XmlText()] : children);
  return paragraph;
}

function textOf(run: readonly Words[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(
    run.map(({ text: insert, bold, italic, href }) => ({
      insert,
      attributes: {
        ...(bold ? { bold: {} } : {}),
        ...(italic ? { italic: {} } : {}),
        ...(href === null ? {} : { link: { href } }),
      },
    })),
  );
  return text;
}
