/** A Word file without what its writer draws by lot or counts up from paper to paper: the same document is the same file. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";

const document = "word/document.xml";
const relations = "word/_rels/document.xml.rels";
const properties = "docProps/core.xml";

/** A zip knows local time only, and none before this. */
const noTime = new Date(1980, 0, 1);
const linkId = /"(rId[\w-]{16,})"/g;
/** Only in the tags and fields of the writer; what people wrote has its quotation marks escaped. */
const bookmark = /(w:(?:anchor|name)="|PAGEREF )_Toc(\d+)(?=["\s])/g;
const bookmarkNumber = /(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")(\d+)(?=")/g;

/** The file with its links and bookmarks numbered in their order, made at that moment (ISO 8601). */
export function settled(file: Uint8Array, at: string): Uint8Array {
  const parts = unzipSync(file);
  const links = inOrder();
  const headings = inOrder();
  const numbers = inOrder();
  const edit = (path: string, change: (xml: string) => string) => {
    const part = parts[path];
    if (part !== undefined) parts[path] = strToU8(change(strFromU8(part)));
  };
  const nameLinks = (xml: string) => xml.replace(linkId, (_, id: string) => `"link${links(id)}"`);
  edit(document, (xml) =>
    nameLinks(xml)
      .replace(bookmark, (_, before: string, number: string) => `${before}_Toc${headings(number)}`)
      .replace(bookmarkNumber, (_, before: string, number: string) => `${before}${numbers(number)}`),
  );
  edit(relations, nameLinks);
  edit(properties, (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, (_, tag: string) => `${tag}${at}`),
  );
  const zip: Zippable = {};
  for (const [path, part] of Object.entries(parts)) zip[path] = [part, { mtime: noTime }];
  return zipSync(zip);
}

/** Numbers from 1 on, the same for the same word. */
function inOrder(): (word: string) => number {
  const known = new Map<string, number>();
  return (word) => {
    const number = known.get(word) ?? known.size + 1;
    known.set(word, number);
    return number;
  };
}
