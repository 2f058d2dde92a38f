/** A file that somebody brings, whatever its kind, as what a declaration could take of it. */
import { strToU8, zipSync } from "fflate";
import { declarationFile } from "../../shared/declarationFile.ts";
import type { ImportedDeclaration, SectionName } from "../../shared/imported.ts";
import { limits } from "../../shared/limits.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import { unpack } from "./boundedZip.ts";

export interface BroughtFile {
  readonly name: string;
  /** As the browser named it; the name's ending counts more. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface ReadFile {
  readonly declaration: ImportedDeclaration;
  /** Of our own files the decisions; empty elsewhere. */
  readonly records: readonly PlenaryRecord[];
}

/** What is in the file. Refusals: import-unreadable, import-too-complex. */
export async function readFile(file: BroughtFile, into: SectionName | null): Promise<ReadFile> {
  const kind = kindOf(file);
  const read = kind === "json" ? declarationIn(textOf(file.bytes)) : await textRead(kind, file.bytes, into);
  const size = strToU8(JSON.stringify(read.declaration.sections)).length;
  if (size > limits.importedTextBytes) throw new Refusal("import-too-complex");
  return read;
}

type Kind = "docx" | "html" | "markdown" | "json";

function kindOf({ name, mediaType }: BroughtFile): Kind {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (ending === "docx" || /wordprocessingml/.test(mediaType)) return "docx";
  if (ending === "html" || ending === "htm" || mediaType.startsWith("text/html")) return "html";
  if (ending === "json" || mediaType.startsWith("application/json")) return "json";
  if (["md", "markdown", "txt"].includes(ending) || mediaType.startsWith("text/")) return "markdown";
  throw new Refusal("import-unreadable");
}

/** Each kind loads its own reader: whoever brings Markdown does not wait for Word. */
async function textRead(
  kind: Exclude<Kind, "json">,
  bytes: Uint8Array,
  into: SectionName | null,
): Promise<ReadFile> {
  const html = await readers[kind](bytes);
  const { partsOf } = await import("./htmlParts.ts");
  const { mapParts } = await import("./mapping.ts");
  return { declaration: mapParts(partsOf(html), into), records: [] };
}

/** The file as HTML. */
const readers: Readonly<Record<Exclude<Kind, "json">, (bytes: Uint8Array) => Promise<string> | string>> = {
  docx: htmlOfWord,
  html: (bytes) => textOf(bytes, charsetOf(bytes)),
  markdown: async (bytes) => {
    const { default: MarkdownIt } = await import("markdown-it");
    // Markup in Markdown stays words, as in everything that Plenary writes.
    return new MarkdownIt("commonmark", { html: false }).render(textOf(bytes));
  },
};

/** What of a Word file holds words; pictures and macros are never unpacked. */
const wordParts =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/[A-Za-z0-9]+\.xml|word\/_rels\/[A-Za-z0-9]+\.xml\.rels)$/;

/** A title is a heading; what our own Word file says about clauses is no text of theirs. */
const wordStyles = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Plenary Note'] => p.plenary-note:fresh",
  "p[style-name='Plenary Clause Note'] => p.plenary-note:fresh",
  "p[style-name='Plenary Annex'] => p.plenary-note:fresh",
  "p[style-name='Plenary Annex Heading'] => p.plenary-note:fresh",
  "p[style-name='Plenary Annex Subheading'] => p.plenary-note:fresh",
  "p[style-name='Plenary Contents Heading'] => !",
  "p[style-name='toc 1'] => !",
];

async function htmlOfWord(bytes: Uint8Array): Promise<string> {
  const files = unpack(bytes, (name) => wordParts.test(name));
  if (!files.has("[Content_Types].xml")) throw new Refusal("import-unreadable");
  const { default: mammoth } = await import("mammoth");
  const pictures = mammoth.images.imgElement(async () => ({ src: "" }));
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(Object.fromEntries(files), { level: 0 })) },
      { convertImage: pictures, styleMap: wordStyles, externalFileAccess: false },
    );
    return value;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("import-unreadable");
  }
}

/** The text of a file; what is neither UTF-8 nor UTF-16 nor what it says of itself is refused. */
function textOf(bytes: Uint8Array, charset?: string): string {
  const [first, second] = bytes;
  const wide =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  const text = decoded(bytes, wide ?? "utf-8") ?? (charset === undefined ? null : decoded(bytes, charset));
  // Text has no such characters; what has is something else under a text's name.
  if (text === null || text.includes("\0")) throw new Refusal("import-unreadable");
  return text;
}

function decoded(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What an HTML page says of its encoding, near its beginning. */
function charsetOf(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  return /charset=["']?([A-Za-z0-9_-]+)/i.exec(start)?.[1];
}

/** What stands in a file that Plenary wrote. Refusal import-unreadable, which names what is wrong with it. */
function declarationIn(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("import-unreadable");
  }
  const read = declarationFile.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Refusal(
      "import-unreadable",
      `This is no declaration that Plenary has written (${issue?.path.join(".") || "the whole"}: ${issue?.message}).`,
    );
  }
  const { title, sections, records } = read.data;
  return { declaration: { title, sections, mapped: [], unplaced: [], dropped: [] }, records };
}
