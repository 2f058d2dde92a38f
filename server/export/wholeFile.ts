/** Everything that stands in a declaration, as the file that can be taken in again. */
import type { Declaration } from "../../shared/declaration/readDeclaration.ts";
import { type DeclarationFile, declarationFileOf } from "../../shared/declarationFile.ts";
import type { ExportOptions } from "../../shared/exports.ts";
import type { PlenaryRecord, RecordAuthor } from "../../shared/records.ts";

/** Everything for the file; without the annex no records, without names each author under an id alone. */
export function wholeFile(
  declaration: Declaration,
  records: readonly PlenaryRecord[],
  { annex, names }: ExportOptions,
): DeclarationFile {
  const told = names === "shown" ? records : records.map(withoutNames);
  return declarationFileOf(declaration, annex ? told : []);
}

function withoutNames(record: PlenaryRecord): PlenaryRecord {
  const author = nameless(record.author);
  if (record.kind !== "contributionApproved") return { ...record, author };
  return { ...record, author, data: { ...record.data, madeBy: nameless(record.data.madeBy) } };
}

function nameless(author: RecordAuthor | null): RecordAuthor | null {
  return author === null ? null : { ...author, name: "", affiliation: "" };
}
