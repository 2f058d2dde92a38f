/** The page numbers in a Word file's contents, so that they stand there before Word has counted anything itself. */
import type { IPropertiesOptions, PageNumberEstimator } from "docx";
import { estimatePageNumbers } from "docx/layout";
import type { FinishedDocument } from "./finishedDocument.ts";

/** Paragraphs and tables, and letters in them, that are laid out in well under a second. */
const mostBlocks = 400;
const mostLetters = 40_000;
/** The layout tries every place to break a word: longer ones would keep people waiting. */
const tooLongWord = /\S{300}/;

/**
 * How a file gets them whose first `blocks` paragraphs and tables hold every heading of the contents. A file that takes
 * long to lay out asks Word to fill them in when it is opened, and Word asks its reader.
 */
export function contentsPages(
  blocks: number,
  { title, sections }: FinishedDocument,
): Pick<IPropertiesOptions, "pageNumbers" | "features"> {
  const written = sections.flatMap(({ clauses }) =>
    clauses.flatMap(({ wording, fields }) => [wording, ...fields.flatMap(({ values }) => values)]),
  );
  const words = [title, ...written].join("\n");
  const quick = blocks <= mostBlocks && words.length <= mostLetters && !tooLongWord.test(words);
  return quick ? { pageNumbers: pagesOfFirst(blocks) } : { features: { updateFields: true } };
}

/** What comes after those blocks moves none of their pages, and Word itself counts the pages in the foot. */
function pagesOfFirst(blocks: number): PageNumberEstimator {
  return (body, context) => {
    const all: unknown = body["w:body"];
    if (!Array.isArray(all)) throw new Error("The body of the Word file is no list of paragraphs.");
    const { bookmarks } = estimatePageNumbers({ "w:body": [...all.slice(0, blocks), all.at(-1)] }, context);
    return { bookmarks };
  };
}
