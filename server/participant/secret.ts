/** The instance's secret: whoever has the database alone opens no door without it. */
import { randomBytes } from "node:crypto";
import { link, open, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";

/** Fewer bytes than this were never written by us: a cut or emptied file, and weak seals. */
const leastBytes = 32;

/**
 * The secret in the file `secret` of the data directory, made at the first call and readable by its
 * owner alone. Two processes that start at once get the same one. Throws where the file cannot be
 * read or written, or holds too little.
 */
export async function openSecret(dataDirectory: string): Promise<Uint8Array> {
  const path = join(dataDirectory, "secret");
  const secret = (await readIfThere(path)) ?? (await createSecret(path));
  if (secret.length < leastBytes) {
    throw new Error(
      `The secret in ${path} is damaged. Put it back from a backup, or remove it and hand out new links.`,
    );
  }
  return secret;
}

/** Written beside and linked into place: the name appears with the whole secret behind it, once. */
async function createSecret(path: string): Promise<Uint8Array> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(randomBytes(leastBytes).toString("base64url"));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
