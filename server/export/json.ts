/** The declaration as Plenary's own file, which can be taken in again without loss. */
import { declarationFile } from "../../shared/declarationFile.ts";
import type { FinishedDocument } from "./finishedDocument.ts";

/** The file by the schema in shared/declarationFile.ts. */
export function writeJson({ file }: FinishedDocument): string {
  if (file === null)
    throw new Error("JSON is written from the whole declaration, and this document holds none.");
  // In the order of the schema, so that the same declaration is the same file wherever it was written.
  const read = declarationFile.safeParse(file);
  return `${JSON.stringify(read.success ? read.data : file, null, 2)}\n`;
}
