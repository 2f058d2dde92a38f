/**
 * Who is here and what they may still do. It answers at every message (R3), so what it needs of
 * the links stands in memory; the commands that change a link tell it after their commit.
 */
import type { JoinInput } from "../../shared/commands.ts";
import type { Role } from "../../shared/permissions.ts";
import type { RefusalId } from "../../shared/refusals.ts";
import { Refusal } from "../errors.ts";
import type { LinkRow, ParticipantRow, Store } from "../store/store.ts";
import { createLinkCodes, type LinkCodes } from "./linkCodes.ts";
import { newId } from "./newId.ts";
import { type Seals, sessionMilliseconds } from "./seals.ts";

export interface ParticipantDirectory {
  /**
   * Lets someone in by a link. Refusals: link-unknown, link-revoked, link-expired; input-invalid
   * where someone who writes or decides gives no name.
   */
  join(input: JoinInput, secure: boolean): Promise<{ participant: ParticipantRow; cookie: string }>;
  /** The link behind a token, if it still admits people. Refusals: link-unknown, link-revoked, link-expired. */
  linkOf(token: string): Promise<LinkRow>;
  /** The token of a link that admits people; null once it is revoked or has run out. */
  tokenOf(link: LinkRow): string | null;
  /** The short codes of the links that let attendees in. */
  readonly codes: LinkCodes;
  /**
   * The person that a browser's cookies name in that declaration. Refusals: declaration-unknown,
   * session-missing, session-expired, link-revoked, link-expired.
   */
  fromCookie(cookieHeader: string | undefined, declarationId: string): Promise<ParticipantRow>;
  /** Everybody that a browser's cookies name, in whatever declaration, as far as they may still act. */
  everyoneIn(cookieHeader: string | undefined): Promise<ParticipantRow[]>;
  /** Why that person may do nothing now, or null where their role decides. */
  standing(participantId: string): RefusalId | null;
  /**
   * Keeps that person in memory until the answered function is called: for whoever will ask for
   * their standing later than at once, as a socket does. Call it right after `fromCookie`.
   */
  hold(participantId: string): () => void;
  /** To be told after the commit: everybody who came through that link has lost their rights. */
  linkRevoked(linkId: string): void;
}

export interface ParticipantDirectoryOptions {
  readonly store: Store;
  readonly seals: Seals;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How many people nobody holds stay in memory; a few halls full by default. */
  readonly remembered?: number;
}

interface Entry {
  readonly participant: ParticipantRow;
  readonly sessionEnd: number;
  readonly linkEnd: number;
  revoked: boolean;
  holders: number;
}

/** What somebody who may stay without a name is called. */
const namesOfTheNameless: Readonly<Record<Role, string | null>> = {
  facilitator: null,
  participant: null,
  attendee: "Guest",
  screen: "Screen",
};

/** A directory over that store, with an empty memory. */
export function createParticipantDirectory(options: ParticipantDirectoryOptions): ParticipantDirectory {
  const { store, seals, now, remembered = 10_000 } = options;
  /** Everybody asked for, the longest unasked first. */
  const entries = new Map<string, Entry>();
  /** Counts revocations, so that what was read before one is not remembered after it. */
  let revocations = 0;

  function remember(participant: ParticipantRow, link: LinkRow): Entry {
    const entry = entries.get(participant.id) ?? {
      participant,
      sessionEnd: Date.parse(participant.expiresAt),
      linkEnd: link.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(link.expiresAt),
      revoked: link.revokedAt !== null,
      holders: 0,
    };
    touch(entry);
    if (entries.size > remembered) forgetUnheld();
    return entry;
  }

  function touch(entry: Entry): void {
    entries.delete(entry.participant.id);
    entries.set(entry.participant.id, entry);
  }

  /** Down to three quarters of the bound, so that the walk over those who are held is rare. */
  function forgetUnheld(): void {
    let surplus = entries.size - Math.floor(remembered * 0.75);
    for (const [id, entry] of entries) {
      if (surplus <= 0) return;
      if (entry.holders > 0) continue;
      entries.delete(id);
      surplus--;
    }
  }

  async function recall(participantId: string): Promise<Entry | null> {
    return entries.get(participantId) ?? load(participantId);
  }

  async function load(participantId: string): Promise<Entry | null> {
    const seen = revocations;
    const participant = await store.findParticipant(participantId);
    const link = participant === null ? null : await store.findLink(participant.linkId);
    if (participant === null || link === null) return null;
    return seen === revocations ? remember(participant, link) : load(participantId);
  }

  function standingOf(entry: Entry): RefusalId | null {
    if (entry.revoked) return "link-revoked";
    if (entry.linkEnd <= now()) return "link-expired";
    return entry.sessionEnd <= now() ? "session-expired" : null;
  }

  function admission(link: LinkRow): RefusalId | null {
    if (link.revokedAt !== null) return "link-revoked";
    return link.expiresAt !== null && Date.parse(link.expiresAt) <= now() ? "link-expired" : null;
  }

  async function linkOf(token: string): Promise<LinkRow> {
    const tokenId = seals.readLinkToken(token);
    if (tokenId === null) throw new Refusal("link-unknown");
    const link = await store.findLinkByToken(tokenId);
    // A genuine token without a link was rotated away.
    const refusal = link === null ? "link-revoked" : admission(link);
    if (link === null || refusal !== null) throw new Refusal(refusal ?? "link-unknown");
    return link;
  }

  const tokenOf = (link: LinkRow) => (admission(link) === null ? seals.linkToken(link.tokenId) : null);

  return {
    linkOf,
    tokenOf,
    codes: createLinkCodes({ store, seals, tokenOf }),

    async join(input, secure) {
      const link = await linkOf(input.token);
      const name = printable(input.name) || namesOfTheNameless[link.role];
      if (name === null)
        throw new Refusal("input-invalid", "Please give your name, so that the others know who writes.");
      const joinedAt = now();
      const participant: ParticipantRow = {
        id: newId(),
        declarationId: link.declarationId,
        linkId: link.id,
        role: link.role,
        name,
        affiliation: printable(input.affiliation ?? ""),
        stakeholder: printable(input.stakeholder ?? ""),
        joinedAt: new Date(joinedAt).toISOString(),
        expiresAt: new Date(joinedAt + sessionMilliseconds).toISOString(),
      };
      await store.transact(async (transaction) => {
        const current = await transaction.findLink(link.id);
        const refusal =
          current === null || current.tokenId !== link.tokenId ? "link-revoked" : admission(current);
        if (refusal !== null) throw new Refusal(refusal);
        await transaction.insertParticipant(participant);
      });
      return { participant, cookie: seals.sessionCookie(participant.id, participant.declarationId, secure) };
    },

    async fromCookie(cookieHeader, declarationId) {
      const participantId = seals.readSessionCookies(cookieHeader).get(declarationId);
      const entry = participantId === undefined ? null : await recall(participantId);
      if (entry === null || entry.participant.declarationId !== declarationId) {
        const known = (await store.findDeclaration(declarationId)) !== null;
        throw new Refusal(known ? "session-missing" : "declaration-unknown");
      }
      touch(entry);
      const refusal = standingOf(entry);
      if (refusal !== null) throw new Refusal(refusal);
      return entry.participant;
    },

    async everyoneIn(cookieHeader) {
      const people: ParticipantRow[] = [];
      for (const participantId of seals.readSessionCookies(cookieHeader).values()) {
        const entry = await recall(participantId);
        if (entry !== null && standingOf(entry) === null) people.push(entry.participant);
      }
      return people;
    },

    standing(participantId) {
      const entry = entries.get(participantId);
      return entry === undefined ? "session-missing" : standingOf(entry);
    },

    hold(participantId) {
      const entry = entries.get(participantId);
      if (entry === undefined) return () => {};
      entry.holders++;
      let held = true;
      return () => {
        if (held) entry.holders--;
        held = false;
      };
    },

    linkRevoked(linkId) {
      revocations++;
      for (const entry of entries.values()) if (entry.participant.linkId === linkId) entry.revoked = true;
    },
  };
}

/** Without control and direction characters, which could make a name look like another's or break a line. */
function printable(words: string): string {
  return words.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim();
}
