/** A stage set for deliberation: one worded clause, a chair, a participant, an attendee, and what they make. */
import type { CommandName } from "../../shared/commands.ts";
import { wordingOfElement } from "../../shared/declaration/findClause.ts";
import { type Hall, hashOf, ofKind, openHall, type Person } from "./hall.ts";
import { elementAt } from "./stockClient.ts";

export const words = "Member States fund stackable micro-credentials.";
/** What the amendments made here propose. */
export const other = "Member States and regions fund stackable micro-credentials.";

export interface Debate extends Hall {
  /** The clause with `words`, the first of theme 1. */
  readonly clauseId: string;
  readonly chair: Person;
  readonly ana: Person;
  readonly ben: Person;
  /** Lets that person make a comment, amendment, idea or check; answers its id. */
  made(person: Person, name: CommandName): Promise<string>;
  /** The wording of the first clause of theme 1 as it is on disk. */
  textNow(): Promise<string>;
}

export async function openDebate(settings?: Parameters<typeof openHall>[0]): Promise<Debate> {
  const hall = await openHall(settings);
  const clauseId = await hall.clause(2, words);
  return {
    ...hall,
    clauseId,
    chair: await hall.person("facilitator", "Chair"),
    ana: await hall.person("participant", "Ana", "University"),
    ben: await hall.person("attendee", "Ben", "Employer"),
    made: (person, name) => made(person, name, clauseId),
    async textNow() {
      const text = await hall.door.rooms.readText(hall.door.declarationId);
      const wording = wordingOfElement(elementAt(text.getXmlFragment("default"), 2, 0));
      text.destroy();
      return wording;
    },
  };
}

async function made(person: Person, name: CommandName, clauseId: string): Promise<string> {
  switch (name) {
    case "comment":
      return ofKind(await person.does("comment", { clauseId, words: "Who pays?" }), "commentMade").data
        .commentId;
    case "proposeAmendment":
      return ofKind(
        await person.does("proposeAmendment", {
          kind: "replace",
          clauseId,
          wording: other,
          base: hashOf(words),
          reason: "Regions pay too.",
        }),
        "amendmentProposed",
      ).data.amendmentId;
    case "sendIdea":
      return ofKind(
        await person.does("sendIdea", { theme: "strategic-leadership", words: "A shared register." }),
        "ideaSent",
      ).data.ideaId;
    case "openCheck":
      return ofKind(await person.does("openCheck", { clauseId }), "checkOpened").data.checkId;
    default:
      throw new Error(`nothing is made by ${name}`);
  }
}
