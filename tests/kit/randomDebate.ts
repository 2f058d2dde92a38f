/** A debate by chance: people comment, propose, vote, send ideas and moderate; a ledger of its own knows what was ever shown. */
import type { PlenaryRecord } from "../../shared/records.ts";
import { type Hall, hashOf, type Person } from "./hall.ts";

/** One contribution as the ledger knows it: by what was sent and taken, not by any record. */
interface Entry {
  readonly kind: "comment" | "amendment" | "idea";
  readonly id: string;
  readonly by: Person;
  readonly held: boolean;
  readonly hidden: boolean;
  readonly withdrawn: boolean;
  /** The marks in its words now. */
  readonly marks: readonly string[];
}

export interface Ledger {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Every mark that was written, and by whom. */
  readonly written: ReadonlyMap<string, Person>;
  /** The marks that were shown to everybody at some time. */
  readonly shown: ReadonlySet<string>;
}

export interface RandomDebateOptions {
  readonly hall: Hall;
  readonly chair: Person;
  /** Whoever contributes; attendees wait for a facilitator where the policy says so. */
  readonly people: readonly Person[];
  readonly clauses: readonly { readonly id: string; readonly words: string }[];
  readonly random: () => number;
  readonly steps: number;
}

export async function randomDebate(
  options: RandomDebateOptions,
): Promise<Ledger & { readonly taken: number }> {
  const { hall, chair, people, clauses, random, steps } = options;
  const entries = new Map<string, Entry>();
  const written = new Map<string, Person>();
  const shown = new Set<string>();
  let moderation: "before" | "after" = "after";
  let taken = 0;

  const one = <Thing>(things: readonly Thing[]): Thing | undefined =>
    things[Math.floor(random() * things.length)];
  const some = (kind: Entry["kind"]) => one([...entries.values()].filter((entry) => entry.kind === kind));
  /** A word that stands nowhere else. */
  const mark = (by: Person) => {
    const word = `mark${written.size}x`;
    written.set(word, by);
    return word;
  };
  const send = async (person: Person, name: string, input: unknown): Promise<PlenaryRecord | null> => {
    const answer = await hall.door.command(person.cookie, name, input);
    if (answer.status !== 200) return null;
    taken += 1;
    return answer.json<{ record: PlenaryRecord }>().record;
  };
  const keep = (entry: Entry) => {
    entries.set(entry.id, entry);
    if (!entry.held && !entry.hidden) for (const word of entry.marks) shown.add(word);
  };
  const contribute = async (
    by: Person,
    kind: Entry["kind"],
    name: string,
    marks: string[],
    input: unknown,
  ) => {
    const record = await send(by, name, input);
    if (record === null) return;
    const data = record.data as { commentId?: string; amendmentId?: string; ideaId?: string };
    const id =
      (kind === "comment" ? data.commentId : kind === "amendment" ? data.amendmentId : data.ideaId) ?? "";
    const held = moderation === "before" && by.role === "attendee";
    keep({ kind, id, by, held, hidden: false, withdrawn: false, marks });
  };

  const acts: ((by: Person) => Promise<void>)[] = [
    async (by) => {
      const clause = one(clauses);
      const [words, quote] = [mark(by), mark(by)];
      const anchor = random() < 0.5 ? { from: "AAAA", to: "AAAA", quote } : null;
      await contribute(by, "comment", "comment", anchor ? [words, quote] : [words], {
        clauseId: clause?.id,
        words,
        anchor,
      });
    },
    async (by) => {
      const words = mark(by);
      await contribute(by, "comment", "comment", [words], { replyTo: some("comment")?.id, words });
    },
    async (by) => {
      const [words, talk] = [mark(by), mark(by)];
      await contribute(by, "idea", "sendIdea", [words, talk], { theme: "lifelong-learning", words, talk });
    },
    async (by) => {
      const clause = one(clauses);
      const [wording, reason] = [mark(by), mark(by)];
      await contribute(by, "amendment", "proposeAmendment", [wording, reason], {
        kind: "replace",
        clauseId: clause?.id,
        wording,
        base: hashOf(clause?.words ?? ""),
        reason,
      });
    },
    async () => {
      const entry = some("comment");
      if (entry === undefined) return;
      const words = mark(entry.by);
      if (await send(entry.by, "editComment", { commentId: entry.id, words }))
        keep({ ...entry, marks: [words, ...entry.marks.slice(1)] });
    },
    async () => {
      const entry = some("comment");
      if (entry === undefined) return;
      const quote = mark(entry.by);
      const clauseId = one(clauses)?.id;
      const anchor = { from: "AAAA", to: "AAAA", quote };
      if (await send(entry.by, "attachComment", { commentId: entry.id, clauseId, anchor }))
        keep({ ...entry, marks: [...entry.marks.slice(0, 1), quote] });
    },
    async () => {
      const entry = some("comment");
      if (entry && (await send(entry.by, "withdrawComment", { commentId: entry.id })))
        keep({ ...entry, withdrawn: true, marks: [] });
    },
    async () => {
      const entry = some("amendment");
      if (entry === undefined) return;
      const wording = mark(entry.by);
      const base = hashOf(one(clauses)?.words ?? "");
      if (await send(entry.by, "rebaseAmendment", { amendmentId: entry.id, wording, base }))
        keep({ ...entry, marks: [wording, ...entry.marks.slice(1)] });
    },
    async (by) =>
      void (await send(by, "supportAmendment", {
        amendmentId: some("amendment")?.id,
        supports: random() < 0.7,
      })),
    async (by) => void (await send(by, "backIdea", { ideaId: some("idea")?.id, backs: random() < 0.7 })),
    async (by) => {
      const clause = one(clauses);
      const position = one(["agree", "abstain", "disagree"]);
      await send(by, "takePosition", {
        clauseId: clause?.id,
        position,
        wording: hashOf(clause?.words ?? ""),
      });
    },
    async () => {
      const entry = one([...entries.values()]);
      if (
        entry &&
        (await send(chair, "hide", { kind: entry.kind, id: entry.id, reason: "Off the subject." }))
      )
        keep({ ...entry, hidden: true });
    },
    async () => {
      const entry = one([...entries.values()].filter(({ held, hidden }) => held || hidden));
      if (entry && (await send(chair, "approve", { kind: entry.kind, id: entry.id })))
        keep({ ...entry, held: false, hidden: false });
    },
    async () => {
      const wanted = random() < 0.6 ? "before" : "after";
      const policy = { moderation: wanted, words: "Be kind.", participantsAdopt: false };
      if (await send(chair, "setPolicy", policy)) moderation = wanted;
    },
    async () => {
      const muted = random() < 0.4;
      await send(chair, "mute", { participantId: one(people)?.participantId, muted, reason: "Rest." });
    },
    async () => {
      const entry = some("comment");
      await send(chair, "resolveComment", { commentId: entry?.id, disposition: "declined", reason: "No." });
    },
    async () => void (await send(chair, "reopenComment", { commentId: some("comment")?.id })),
    async () => void (await send(chair, "setStatus", { clauseId: one(clauses)?.id, status: "contested" })),
  ];

  for (let step = 0; step < steps; step++) {
    const by = one(people);
    const act = step % 3 === 0 ? acts[Math.floor(random() * 4)] : one(acts);
    if (by && act) await act(by);
  }
  return { entries, written, shown, taken };
}
