const contents = [
  ["Every paper", "PDF, Word, web page, Markdown, table, JSON and Akoma Ntoso, with the choices made here"],
  ["The text", "as it stands, and as it stood in each named version, with who wrote what"],
  ["The deliberation", "every comment, wording, position and decision, with its moment"],
  ["A list of its files", "with a checksum of each, so that a damaged or changed one is noticed"],
] as const;

/** What a full archive holds, and what it is for. */
export function ArchiveContents({ named }: { readonly named: boolean }) {
  return (
    <div className="first-page archive-contents">
      <dl>
        {contents.map(([what, explained]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{explained}</dd>
          </div>
        ))}
      </dl>
      <p>
        One .zip file. To go on with it, here or on another Plenary, choose it under Import: it becomes a
        declaration of its own, with its versions and its history.
      </p>
      <p className="archive-caution">
        {named
          ? "It holds what is hidden and held back, too. Keep it where only facilitators reach it."
          : "Without names it cannot be told any more who wrote and decided, not even once it is restored."}
      </p>
    </div>
  );
}
