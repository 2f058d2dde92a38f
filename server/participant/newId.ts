import { randomBytes } from "node:crypto";

/** Without i, l, o and u: an id read aloud or typed from a screen is not mistaken. 32 of them, so no bias. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A permanent id: 20 characters, 100 random bits, safe in paths, cookie names and file names. */
export function newId(): string {
  return Array.from(randomBytes(20), (byte) => alphabet[byte & 31]).join("");
}
