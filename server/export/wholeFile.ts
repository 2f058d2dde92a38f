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
  return declarationFileOf(declaration, annex ? recordsTold(records, names) : []);
}

/** The records with or without the names of who made them; ids stay, so that everything of one person still is. */
export function recordsTold(
  records: readonly PlenaryRecord[],
  names: ExportOptions["names"],
): readonly PlenaryRecord[] {
  return names === "shown" ? records : records.map(withoutNames);
}

function withoutNames(record: PlenaryRecord): PlenaryRecord {
  const author = record.author && nameless(record.author);
  if (record.kind !== "contributionApproved") return { ...record, author };
  const madeBy = record.data.madeBy && nameless(record.data.madeBy);
  return { ...record, author, data: { ...record.data, madeBy } };
}

/** Somebody under their id alone. */
export function nameless<Person extends RecordAuthor>(person: Person): Person {
  return { ...person, name: "", affiliation: "" };
}
