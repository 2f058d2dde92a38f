import { sectionHeading } from "../../shared/declaration/numbering.ts";
import { plainTextOfBlocks } from "../../shared/declaration/readDeclaration.ts";
import type { DroppedKind, ImportPreview, MappedHeading, SectionName } from "../../shared/imported.ts";
import { themeOf } from "../../shared/programme.ts";
import { ThemeMark } from "../ui/ThemeMark.tsx";

const droppedWords: Readonly<Record<DroppedKind, string>> = {
  picture: "Picture",
  footnote: "Footnote",
  address: "Address of a link",
  form: "Form field",
  note: "Note about the text",
};
/** Of each section, enough to recognise it. */
const firstClauses = 3;
const firstLetters = 140;

/** What becomes of a file, before anything does: what goes where, what has no place of its own, what is left out. */
export function ImportFindings({ preview, begins }: { preview: ImportPreview; begins: boolean }) {
  const { fileName, title, sections, mapped, unplaced, dropped, records } = preview;
  const clauses = sections.reduce((sum, section) => sum + section.clauses.length, 0);
  return (
    <div className="import-findings">
      <p role="status">
        <strong>{fileName}</strong>: {clauses === 1 ? "1 clause" : `${clauses} clauses`}
        {title === "" ? "" : `, titled “${title}”`}. Nothing has changed yet.
      </p>
      {records > 0 && (
        <p className="import-note">
          {begins
            ? `${records} comments, wordings, positions and decisions come with it.`
            : `It holds ${records} comments, wordings, positions and decisions. They come along only into a new declaration.`}
        </p>
      )}
      {mapped.length > 0 && (
        <HeadingTable caption="Headings that were recognised" first="In the file" headings={mapped} />
      )}
      {unplaced.length > 0 && (
        <HeadingTable
          caption="Text under no heading of ours"
          first="In the file"
          headings={unplaced.map((each) => ({
            ...each,
            heading: each.heading === "" ? `“${shortened(each.words)}”` : each.heading,
          }))}
        />
      )}
      {dropped.length > 0 && (
        <>
          <h3>Left out, because a declaration cannot hold it</h3>
          <ul className="import-dropped">
            {dropped.map(({ what, words }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and has no other order.
              <li key={place}>
                {droppedWords[what]}
                {words === "" ? "" : `: ${shortened(words)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>What goes where</h3>
      {sections
        .filter((section) => section.clauses.length > 0)
        .map((section) => (
          <section key={`${section.kind} ${section.theme}`}>
            <h4>
              <SectionLabel section={section} />
            </h4>
            <ol className="import-clauses">
              {section.clauses.slice(0, firstClauses).map((clause, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and has no other order.
                <li key={place}>{shortened(plainTextOfBlocks(clause.blocks))}</li>
              ))}
            </ol>
            {section.clauses.length > firstClauses && (
              <p className="import-note">and {section.clauses.length - firstClauses} more</p>
            )}
          </section>
        ))}
    </div>
  );
}

interface HeadingTableProps {
  readonly caption: string;
  readonly first: string;
  readonly headings: readonly MappedHeading[];
}

function HeadingTable({ caption, first, headings }: HeadingTableProps) {
  return (
    <table className="import-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">Goes to</th>
          <th scope="col">Clauses</th>
        </tr>
      </thead>
      <tbody>
        {headings.map(({ heading, section, clauses }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and has no other order.
          <tr key={place}>
            <th scope="row">{heading}</th>
            <td>
              <SectionLabel section={section} />
            </td>
            <td>{clauses}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SectionLabel({ section: { kind, theme } }: { section: SectionName }) {
  const known = themeOf(theme);
  return (
    <span className="import-section" data-theme={theme ?? undefined}>
      {known && <ThemeMark theme={known} />} {sectionHeading(kind, theme)}
    </span>
  );
}

function shortened(words: string): string {
  const line = words.replaceAll(/\s+/g, " ").trim();
  return line.length <= firstLetters ? line : `${line.slice(0, firstLetters)}…`;
}
