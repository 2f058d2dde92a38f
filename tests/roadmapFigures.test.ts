import { describe, expect, test } from "vitest";
import { overviewOf } from "../server/export/overview.ts";
import type { Clause, Declaration } from "../shared/declaration/readDeclaration.ts";
import { horizons, type RoadmapFieldName, readRoadmapFields } from "../shared/declaration/roadmapFields.ts";
import { wordingHash } from "../shared/declaration/wording.ts";
import { foldRecords } from "../shared/deliberation/fold.ts";
import { emptyDeliberation, type TakenPosition } from "../shared/deliberation/state.ts";
import { themes } from "../shared/programme.ts";
import type { PlenaryRecord, Position } from "../shared/records.ts";
import { fieldsInWords } from "../shared/roadmap/fieldsInWords.ts";
import {
  actorsByTheme,
  agreementOf,
  countHorizons,
  coverageOf,
  summitDayOf,
  timelineOf,
  yearsAfter,
} from "../shared/roadmap/figures.ts";
import { onPaper } from "./kit/onPaper.ts";

const summitDay = "2026-10-01";

function clause(
  number: string,
  fields: Partial<Record<RoadmapFieldName, string>> = {},
  questions: readonly string[] = [],
  words = `Clause ${number} says something.`,
): Clause {
  return {
    id: `id-${number.replace(".", "-")}`,
    number,
    questions,
    roadmap: readRoadmapFields((name) => fields[name]),
    blocks: [
      {
        kind: "paragraph",
        inlines: [{ kind: "words", text: words, bold: false, italic: false, href: null }],
      },
    ],
  };
}

/** The themes' clauses in their order; preamble and closing stay empty unless told. */
function declaration(byTheme: readonly (readonly Clause[])[], closing: readonly Clause[] = []): Declaration {
  return {
    title: "A roadmap",
    sections: [
      { kind: "preamble", theme: null, clauses: [] },
      ...themes.map(({ id }, index) => ({
        kind: "theme" as const,
        theme: id,
        clauses: byTheme[index] ?? [],
      })),
      { kind: "closing", theme: null, clauses: closing },
    ],
  };
}

describe("the timeline", () => {
  test("holds what names anything of the roadmap, by theme and then by time, what has no date last", () => {
    const entries = timelineOf(
      declaration([
        [
          clause("1.1", { lead: "Ministries" }),
          clause("1.2", { horizon: "long" }),
          clause("1.3", { due: "2027-03-31" }),
          clause("1.4"),
          clause("1.5", { horizon: "short" }),
        ],
        [clause("2.1", { due: "2030-01-01", horizon: "short" })],
      ]),
      summitDay,
    );
    expect(entries.map(({ number, horizon }) => `${number} ${horizon}`)).toEqual([
      "1.3 short",
      "1.5 short",
      "1.2 long",
      "1.1 null",
      "2.1 long",
    ]);
    const counted = [...countHorizons(entries)].map(([horizon, of]) => `${horizon}: ${of.length}`);
    expect(counted).toEqual(["short: 2", "medium: 0", "long: 2", "null: 1"]);
  });

  test.each([
    ["2026-01-01", "short"],
    ["2027-10-01", "short"],
    ["2027-10-02", "medium"],
    ["2029-10-01", "medium"],
    ["2029-10-02", "long"],
  ])("what is due on %s falls into the horizon %s", (due, horizon) => {
    expect(timelineOf(declaration([[clause("1.1", { due })]]), summitDay)[0]?.horizon).toBe(horizon);
  });

  test("a year after the 29th of February is the 1st of March", () => {
    expect(yearsAfter("2028-02-29", 1)).toBe("2029-03-01");
  });
});

describe("the pictures on paper", () => {
  const shown = declaration(
    [
      [
        clause("1.1", { lead: "Ministries" }),
        clause("1.2", { horizon: "long", actors: "employers\nGuilds" }),
        // What is due says more than the horizon that was chosen before.
        clause("1.3", { due: "2027-03-31", horizon: "long", actors: "guilds" }),
        clause("1.4"),
        clause("1.5", { horizon: "short", actors: "Employers" }),
      ],
      [clause("2.1", { due: "2030-01-01", horizon: "short", actors: "GUILDS" })],
      [clause("3.1", { due: "2027-10-01" }), clause("3.2", { due: "2027-10-02" })],
    ],
    [clause("C.1", { due: "2029-10-01", actors: "guilds" })],
  );
  const begun: PlenaryRecord = {
    sequence: 1,
    kind: "declarationCreated",
    author: null,
    at: `${summitDay}T09:00:00.000Z`,
    data: { title: "A roadmap" },
  };
  const deliberation = foldRecords([begun]);
  const { timeline, matrix } = overviewOf(onPaper(shown, {}, deliberation));

  test("count from the same day as those on the screen, whenever the paper is made", () => {
    expect(summitDayOf(deliberation, "2031-01-01T00:00:00.000Z")).toBe(summitDay);
    expect(summitDayOf(emptyDeliberation, "2031-01-01T00:00:00.000Z")).toBe("2031-01-01");
    expect(onPaper(shown, {}, deliberation).summitDay).toBe(summitDay);
  });

  test("put every action into the same field of the timeline, in the same order", () => {
    const places = [...horizons, null];
    const onScreen = timelineOf(shown, summitDay).map(({ number, theme, horizon }) => [
      number,
      theme,
      places.indexOf(horizon),
    ]);
    const printed = timeline.rows.flatMap(({ theme, cells }) =>
      cells.flatMap((cell, column) => cell.map(({ label }) => [label, theme, column])),
    );
    expect(printed).toEqual(onScreen);
    expect(printed).toContainEqual(["1.3", themes[0]?.id, 0]);
    expect(printed).toContainEqual(["3.2", themes[2]?.id, 1]);
  });

  test("name the same clauses for the same actors", () => {
    const onScreen = actorsByTheme(shown)
      .filter(({ total }) => total > 0)
      .map(({ words, byTheme }) => [words, [...byTheme.values()].flat().map(({ number }) => number)]);
    expect(matrix.rows.map(({ actor, cells }) => [actor, cells.flat()])).toEqual(onScreen);
    expect(onScreen).toContainEqual(["Guilds", ["1.2", "1.3", "2.1", "C.1"]]);
  });
});

describe("actors by theme", () => {
  const rows = actorsByTheme(
    declaration(
      [
        [clause("1.1", { actors: "learners\nEurydice" }), clause("1.2", { actors: "Learners\nlearners" })],
        [clause("2.1", { actors: "eurydice" })],
      ],
      [clause("C.1", { actors: "learners" })],
    ),
  );
  const told = (actor: string) => {
    const row = rows.find((each) => each.actor === actor);
    return [...(row?.byTheme ?? [])].map(
      ([theme, clauses]) => `${theme}: ${clauses.map(({ number }) => number).join(" ")}`,
    );
  };

  test("an actor written out counts as the known one, each clause once, also outside the themes", () => {
    expect(told("learners")).toEqual(["strategic-leadership: 1.1 1.2", ": C.1"]);
    expect(rows.find(({ actor }) => actor === "learners")?.total).toBe(3);
  });

  test("free actors come after the known ones, however their letters are written", () => {
    expect(rows.length).toBe(11);
    expect(rows.at(-1)?.words).toBe("Eurydice");
    expect(told("Eurydice")).toEqual(["strategic-leadership: 1.1", "digital-transformation: 2.1"]);
  });

  test("a known actor whom nobody addresses stands there with nothing: a gap shows", () => {
    expect(rows.find(({ actor }) => actor === "employers")?.total).toBe(0);
  });
});

test("coverage names for every guiding question the clauses that answer it, from any theme", () => {
  const [first, second] = themes[0]?.questions ?? [];
  const coverage = coverageOf(
    declaration([[clause("1.1", {}, [first?.id ?? ""])], [clause("2.1", {}, [first?.id ?? ""])]]),
  );
  expect(coverage.length).toBe(themes.reduce((sum, { questions }) => sum + questions.length, 0));
  expect(coverage[0]?.clauses.map(({ number }) => number)).toEqual(["1.1", "2.1"]);
  expect(coverage.find(({ question }) => question.id === second?.id)?.clauses).toEqual([]);
});

describe("agreement", () => {
  const taken = (voter: string, position: Position, words: string): TakenPosition => ({
    voter,
    position,
    reason: "",
    wording: wordingHash(words),
    stakeholder: "",
    participantId: null,
    at: "2026-10-01T10:00:00.000Z",
    checkId: null,
  });

  test("counts on the wording as it stands; a position on an earlier one is stale; blank clauses are left out", () => {
    const words = "We agree.";
    const rows = agreementOf(declaration([[clause("1.1", {}, [], words), clause("1.2", {}, [], "  ")]]), {
      ...emptyDeliberation,
      positions: new Map([
        [
          "id-1-1",
          new Map([
            ["a", taken("a", "agree", words)],
            ["b", taken("b", "block", words)],
            ["c", taken("c", "agree", "We disagree.")],
          ]),
        ],
      ]),
      statuses: new Map([["id-1-1", [{ status: "contested", at: "", author: null }]]]),
    });
    expect(rows.map(({ number }) => number)).toEqual(["1.1"]);
    expect(rows[0]?.status).toBe("contested");
    expect(rows[0]?.tally).toMatchObject({
      counts: { agree: 1, abstain: 0, disagree: 0, block: 1 },
      total: 2,
      stale: 1,
    });
  });
});

test("fields in words: what is set, in order, actors by name, clauses by number", () => {
  const fields = readRoadmapFields(
    (name) =>
      ({
        actors: "employers\nEurydice",
        due: "2027-06-30",
        level: "european",
        dependsOn: "id-1-1\nlost",
        target: "40 %",
      })[name as string],
  );
  const words = fieldsInWords(fields, (id) => (id === "id-1-1" ? "1.1" : undefined));
  expect(words.map(({ name, words }) => `${name}: ${words}`)).toEqual([
    "Actors: Employers, Eurydice",
    "Level: European",
    "Due: 30 June 2027",
    "Target: 40 %",
    "Depends on: 1.1, a clause that is gone",
  ]);
});
