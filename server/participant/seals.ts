/** What an id is sealed with, so that nobody can make up a link or a session: `ID.SEAL`. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";

/** Bytes kept of each HMAC-SHA256: 192 bits, 32 characters of an address. */
const sealBytes = 24;
const sessionSeconds = 30 * 24 * 60 * 60;

/** One cookie a declaration, named after it, so that one browser can take part in several. */
const cookiePrefix = "plenary_";

/** How long a session counts from joining, in milliseconds. */
export const sessionMilliseconds = sessionSeconds * 1000;

export interface Seals {
  /** The token of the link with that token id. */
  linkToken(tokenId: string): string;
  /** The token id, or null where the token was not made here. */
  readLinkToken(token: string): string | null;
  /** What the short code of the link with that token id is spelled from. */
  linkCode(tokenId: string): Uint8Array;
  /** The value of the `Set-Cookie` header that signs that person in to that declaration. */
  sessionCookie(participantId: string, declarationId: string, secure: boolean): string;
  /** Who the `Cookie` header says this browser is: participant ids by declaration, genuine ones only. */
  readSessionCookies(cookieHeader: string | undefined): Map<string, string>;
}

/** Seals made with that secret. */
export function createSeals(secret: Uint8Array | string): Seals {
  // A label of its own for each purpose: a link's seal can never pass for a session's.
  const digest = (label: string, id: string): Buffer =>
    createHmac("sha256", secret).update(`plenary ${label} ${id}`).digest();
  const seal = (label: string, id: string): string =>
    digest(label, id).subarray(0, sealBytes).toString("base64url");
  const write = (label: string, id: string): string => `${id}.${seal(label, id)}`;
  const read = (label: string, sealed: string): string | null => {
    const dot = sealed.indexOf(".");
    if (dot < 1) return null;
    const id = sealed.slice(0, dot);
    const given = Buffer.from(sealed.slice(dot + 1));
    const genuine = Buffer.from(seal(label, id));
    return given.length === genuine.length && timingSafeEqual(given, genuine) ? id : null;
  };
  return {
    linkToken: (tokenId) => write("link", tokenId),
    linkCode: (tokenId) => digest("code", tokenId),
    readLinkToken: (token) => read("link", token),
    sessionCookie: (participantId, declarationId, secure) =>
      stringifySetCookie({
        name: cookiePrefix + declarationId,
        value: write("session", participantId),
        path: "/",
        httpOnly: true,
        sameSite: "lax",
        secure,
        maxAge: sessionSeconds,
      }),
    readSessionCookies: (cookieHeader) => {
      const people = new Map<string, string>();
      for (const [name, value = ""] of Object.entries(parseCookie(cookieHeader ?? ""))) {
        const participantId = name.startsWith(cookiePrefix) ? read("session", value) : null;
        if (participantId !== null) people.set(name.slice(cookiePrefix.length), participantId);
      }
      return people;
    },
  };
}
