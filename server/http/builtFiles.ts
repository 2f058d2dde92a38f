/**
 * The built client's files, compressed once and kept in memory: when a hall opens the link at the
 * same moment, nobody waits for a thousand compressions of the same file.
 */
import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export interface BuiltFile {
  readonly mediaType: string;
  /** Changes with the file. */
  readonly etag: string;
  readonly plain: Buffer;
  /** Null where compressing gains nothing. */
  readonly packed: { readonly br: Buffer; readonly gzip: Buffer } | null;
}

export interface BuiltFiles {
  /** The file of that name, directly in the client's folder or in `assets`; null where there is none. */
  read(name: string): Promise<BuiltFile | null>;
}

/** Good compression in a tenth of a second for our largest file; the last few percent would take seconds. */
const brotliQuality = 9;

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".ico": "image/x-icon",
};
const packable = new Set([".html", ".js", ".css", ".svg", ".json"]);

/** Files of that folder; a file that was built anew is read anew. */
export function openBuiltFiles(folder: string): BuiltFiles {
  const files = new Map<string, { readonly stamp: string; readonly file: Promise<BuiltFile> }>();
  return {
    async read(name) {
      const mediaType = mediaTypes[extname(name)];
      if (mediaType === undefined || !/^(assets\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name)) return null;
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found === null || !found.isFile()) return null;
      const stamp = `${found.mtimeMs.toString(36)}-${found.size.toString(36)}`;
      const known = files.get(name);
      if (known?.stamp === stamp) return known.file;
      const file = load(path, mediaType, `"${stamp}"`);
      files.set(name, { stamp, file });
      file.catch(() => files.delete(name));
      return file;
    },
  };
}

async function load(path: string, mediaType: string, etag: string): Promise<BuiltFile> {
  const plain = await readFile(path);
  if (!packable.has(extname(path))) return { mediaType, etag, plain, packed: null };
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
    promisify(gzip)(plain, { level: 9 }),
  ]);
  return { mediaType, etag, plain, packed: { br, gzip: zipped } };
}
