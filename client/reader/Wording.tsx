import { Fragment } from "react";
import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import type { Block, Inline, List, Words } from "../../shared/declaration/readDeclaration.ts";

/** The blocks of a clause as plain HTML: paragraphs and lists. */
export function Wording({ blocks }: { blocks: readonly Block[] }) {
  return keyed(blocks, (block) =>
    block.kind === "paragraph" ? (
      <p>
        <Inlines inlines={block.inlines} />
      </p>
    ) : (
      <ListOfBlocks list={block} />
    ),
  );
}

function ListOfBlocks({ list }: { list: List }) {
  const items = keyed(list.items, (item) => (
    <li>
      <Wording blocks={item} />
    </li>
  ));
  return list.kind === "bulletList" ? <ul>{items}</ul> : <ol start={list.start}>{items}</ol>;
}

function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return keyed(inlines, (inline) => (inline.kind === "lineBreak" ? <br /> : <MarkedWords words={inline} />));
}

function MarkedWords({ words }: { words: Words }) {
  let marked: React.ReactNode = words.text;
  if (words.italic) marked = <em>{marked}</em>;
  if (words.bold) marked = <strong>{marked}</strong>;
  if (isAllowedAddress(words.href)) {
    marked = (
      <a href={words.href} rel="noopener noreferrer" target="_blank">
        {marked}
      </a>
    );
  }
  return marked;
}

/** Parts of a clause have no identity of their own; their place in it is their key. */
function keyed<Part>(parts: readonly Part[], draw: (part: Part) => React.ReactElement): React.ReactElement[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above; they hold no state that could go to the wrong one.
  return parts.map((part, place) => <Fragment key={place}>{draw(part)}</Fragment>);
}
