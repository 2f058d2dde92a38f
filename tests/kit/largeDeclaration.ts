/** 200 clauses with 1,000 comments, and half a hall's positions: what every writer must manage in time. */
import { clauseNumber } from "../../shared/declaration/numbering.ts";
import type { Declaration } from "../../shared/declaration/readDeclaration.ts";
import { readRoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import { parseWording } from "../../shared/declaration/wording.ts";
import { foldRecords } from "../../shared/deliberation/fold.ts";
import { themes } from "../../shared/programme.ts";
import type { PlenaryRecord, RecordAuthor } from "../../shared/records.ts";

const wording =
  "Member States and providers make every micro-credential readable by people and machines alike, and say what it took to earn it.\n\n- for learners, who carry it;\n- for employers, who read it.";
const roadmap = {
  ...readRoadmapFields(() => ""),
  actors: ["authorities", "employers"],
  lead: "A lead",
  horizon: "short" as const,
  target: "All of them",
};

export const largeDeclaration: Declaration = {
  title: "A large roadmap",
  sections: [
    { kind: "preamble", theme: null, clauses: [] },
    ...themes.map(({ id }) => ({
      kind: "theme" as const,
      theme: id,
      clauses: Array.from({ length: 50 }, (_, index) => ({
        id: `${id}-${index}`,
        number: clauseNumber("theme", id, index),
        questions: [],
        roadmap,
        blocks: parseWording(wording),
      })),
    })),
    { kind: "closing", theme: null, clauses: [] },
  ],
};

const ids = largeDeclaration.sections.flatMap(({ clauses }) => clauses.map(({ id }) => id));

function author(index: number): RecordAuthor {
  return {
    participantId: `p${index}`,
    name: `Person ${index}`,
    affiliation: "Somewhere",
    stakeholder: `Group ${index % 6}`,
    role: "attendee",
  };
}

export const largeRecords: readonly PlenaryRecord[] = Array.from({ length: 1000 }, (_, index) => ({
  sequence: index + 1,
  kind: "commentMade",
  author: author(index % 300),
  at: "2026-09-15T10:00:00.000Z",
  data: {
    commentId: `comment-${index}`,
    clauseId: ids[index % ids.length] ?? "",
    words: `Remark ${index}: this clause should say more plainly who does what, and until when.`,
    anchor: null,
    replyTo: null,
    amendmentId: null,
    held: false,
  },
}));

export const largeDeliberation = foldRecords(largeRecords);
