import type { FieldInWords } from "../../shared/roadmap/fieldsInWords.ts";

/** What makes a clause an action, in a quiet line under its wording. */
export function FieldsLine({ fields }: { fields: readonly FieldInWords[] }) {
  if (fields.length === 0) return null;
  return (
    <p className="clause-fields">
      {fields.map(({ name, words }) => (
        <span key={name} className="clause-field">
          <span className="clause-field-name">{name}</span> {words}{" "}
        </span>
      ))}
    </p>
  );
}
