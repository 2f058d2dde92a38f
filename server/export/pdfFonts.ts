/** The fonts of the PDF: all of them ours, none of the machine's, so that a paper looks the same everywhere. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";

const require = createRequire(import.meta.url);

const faces = [
  "@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
  "@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf",
  "@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
  "@expo-google-fonts/source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf",
  "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  "@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
  "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
  "@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  "@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
  "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
];
/** For the scripts that the others lack (Chinese, Japanese, Korean and many more): plain, but never an empty box. */
const lastResort = "@fontsource/unifontex/files/unifontex-latin-400-normal.woff";

/** Every face as an OpenType file. */
export function pdfFonts(): Buffer[] {
  return [
    ...faces.map((face) => readFileSync(require.resolve(face))),
    unpackWoff(readFileSync(require.resolve(lastResort))),
  ];
}

/** The OpenType font in a WOFF 1.0 file (https://www.w3.org/TR/WOFF/): the same tables, each deflated. */
function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new Error("This is no WOFF 1.0 font.");
  const count = woff.readUInt16BE(12);
  const header = Buffer.alloc(12 + 16 * count);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  const power = Math.floor(Math.log2(count));
  header.writeUInt16BE(16 * 2 ** power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * count - 16 * 2 ** power, 10);
  const parts: Buffer[] = [header];
  let place = header.length;
  for (let index = 0; index < count; index++) {
    const entry = 44 + 20 * index;
    const offset = woff.readUInt32BE(entry + 4);
    const packed = woff.readUInt32BE(entry + 8);
    const length = woff.readUInt32BE(entry + 12);
    const table = woff.subarray(offset, offset + packed);
    const bytes = packed === length ? table : inflateSync(table);
    const row = 12 + 16 * index;
    woff.copy(header, row, entry, entry + 4);
    header.writeUInt32BE(woff.readUInt32BE(entry + 16), row + 4);
    header.writeUInt32BE(place, row + 8);
    header.writeUInt32BE(length, row + 12);
    parts.push(bytes, Buffer.alloc((4 - (length % 4)) % 4));
    place += length + ((4 - (length % 4)) % 4);
  }
  return Buffer.concat(parts);
}
