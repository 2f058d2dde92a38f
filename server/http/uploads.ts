/** Files on their way in: taken piece by piece, and let go at the moment they turn out too large. */
import type { Request } from "express";
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";

/** How long whoever sends too much may go on sending before the line is cut; what they send is thrown away. */
const drainMilliseconds = 15_000;

type UploadRefusal = "import-too-large" | "import-unreadable" | "archive-too-large" | "archive-unreadable";

interface UploadBounds {
  readonly most: number;
  readonly tooLarge: UploadRefusal;
  /** For what is packed, or cut off. */
  readonly unreadable: UploadRefusal;
}

/** The whole body. Refuses by the names that the bounds give. */
export async function readUpload(
  request: Request,
  { most, tooLarge, unreadable }: UploadBounds,
): Promise<Uint8Array> {
  // A small body must not grow large in here.
  const encoding = request.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") return refuse(request, unreadable);
  if (Number(request.headers["content-length"] ?? 0) > most) return refuse(request, tooLarge);
  const pieces: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const take = (piece: Buffer) => {
      size += piece.length;
      if (size <= most) {
        pieces.push(piece);
        return;
      }
      pieces.length = 0;
      request.off("data", take);
      refuse(request, tooLarge).catch(reject);
    };
    request.on("data", take);
    request.once("end", () => resolve(Buffer.concat(pieces)));
    request.once("error", () => reject(new Refusal(unreadable)));
    request.once("aborted", () => reject(new Refusal(unreadable)));
  });
}

/** Answers at once; a browser reads the answer only when it may finish sending, so the rest is read and forgotten. */
async function refuse(request: Request, id: UploadRefusal): Promise<never> {
  const cut = setTimeout(() => request.destroy(), drainMilliseconds);
  cut.unref();
  request.once("close", () => clearTimeout(cut));
  request.resume();
  throw new Refusal(id);
}

/** The name that the file had, for people to recognise it by; the header carries it percent-encoded. */
export function fileNameIn(request: Request): string {
  const header = request.headers["x-file-name"];
  let name = typeof header === "string" ? header : "";
  try {
    name = decodeURIComponent(name);
  } catch {
    // Then it was not encoded, and is what it says.
  }
  const plain = name.toWellFormed().replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
  return plain.split(/[/\\]/).at(-1)?.trim().slice(-limits.fileNameLength) || "A file";
}
