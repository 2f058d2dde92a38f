/**
 * Short codes for attendee links: what a person types who cannot scan. A code follows from the link's token, so it is
 * stored nowhere, changes with the address and opens nothing but what is shown to the whole hall anyway.
 */
import type { LinkRow, Store } from "../store/store.ts";
import type { Seals } from "./seals.ts";

/** Capital letters and digits without those that are taken for one another: no I, L, O, U, 0, 1, and no B, S, Z beside 8, 5, 2. */
const letters = "ACDEFGHJKMNPQRTVWXY23456789";
/** 27 to the sixth: 387 million codes, of which a server knows a handful. */
const length = 6;
const takenFor: Readonly<Record<string, string>> = { B: "8", S: "5", Z: "2" };

export interface LinkCodes {
  /** The code of a link that lets attendees in; null for others, and where it admits nobody any more. */
  codeOf(link: LinkRow): string | null;
  /** The token of the link with that code, however it was typed; null where there is none. */
  tokenFor(typed: string): Promise<string | null>;
}

interface LinkCodesOptions {
  readonly store: Pick<Store, "listDeclarations" | "listLinks">;
  readonly seals: Pick<Seals, "linkCode">;
  /** Null for a link that admits nobody any more. */
  readonly tokenOf: (link: LinkRow) => string | null;
}

export function createLinkCodes({ store, seals, tokenOf }: LinkCodesOptions): LinkCodes {
  const codeOf = (link: LinkRow): string | null =>
    link.role === "attendee" && tokenOf(link) !== null ? spell(seals.linkCode(link.tokenId)) : null;

  /** Whoever tries out codes makes one look into the store at a time, however many they send. */
  let looking: Promise<Map<string, string>> | null = null;
  const tokensByCode = async () => {
    const tokens = new Map<string, string>();
    for (const { id } of await store.listDeclarations()) {
      for (const link of await store.listLinks(id)) {
        const [code, token] = [codeOf(link), tokenOf(link)];
        if (code !== null && token !== null) tokens.set(code, token);
      }
    }
    return tokens;
  };

  return {
    codeOf,
    async tokenFor(typed) {
      const code = readTyped(typed);
      if (code === null) return null;
      looking ??= tokensByCode().finally(() => {
        looking = null;
      });
      return (await looking).get(code) ?? null;
    },
  };
}

/** The bytes in letters. A byte falls on some letters by a hair more often, which tells nobody anything. */
function spell(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, length), (byte) => letters[byte % letters.length]).join("");
}

/** What somebody typed, as a code is written: capitals, no spaces or dashes; null where it cannot be one. */
function readTyped(typed: string): string | null {
  const typedLetters = [...typed.toUpperCase().replaceAll(/[\s-]/g, "")];
  if (typedLetters.length !== length) return null;
  const code = typedLetters.map((letter) => takenFor[letter] ?? letter);
  return code.every((letter) => letters.includes(letter)) ? code.join("") : null;
}
