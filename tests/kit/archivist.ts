/** Somebody at the HTTP door who takes archives along and brings them to other servers. */
import { createHash } from "node:crypto";
import { unzipSync, type Zippable, zipSync } from "fflate";
import * as Y from "yjs";
import type { NewDeclarationAnswer } from "../../shared/answers.ts";
import {
  type ArchiveAuthors,
  type ArchiveManifest,
  archiveManifest,
  archivePaths,
  sealedWords,
} from "../../shared/archive.ts";
import { anchorAt } from "../../shared/deliberation/anchors.ts";
import type { Role } from "../../shared/permissions.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { openBringer } from "./bringer.ts";
import { eventually } from "./eventually.ts";
import type { Answer, FrontDoor } from "./frontDoor.ts";
import { fillDeclaration } from "./livelyDeclaration.ts";
import { elementAt, type Joined, stockClient } from "./stockClient.ts";

export type Files = Readonly<Record<string, Uint8Array>>;

/** Somebody inside a declaration. */
export interface Inside {
  readonly door: FrontDoor;
  readonly declarationId: string;
  /** A facilitator of it. */
  readonly cookie: string;
}

export interface Lively extends Inside {
  /** The two named versions, the first with an older text. */
  readonly versions: readonly [string, string];
  /** The comment that hangs on words. */
  readonly commentId: string;
  /** Who wrote and never decided. */
  readonly writer: Joined & { readonly name: string; readonly words: string };
}

/** A declaration in which something of every kind has happened, and that people have written in. */
export async function openLively(): Promise<Lively> {
  const at = await openBringer();
  const { door } = at;
  const { declarationId } = door;
  const first = await fillDeclaration(at);
  const writer = {
    ...(await join(door, await door.token("participant"), "Wanda the Writer")),
    name: "Wanda",
  };
  const line = await stockClient(door.url, writer);
  const words = "Wanda wrote this sentence.";
  const clause = elementAt(line.fragment, 4, 0);
  elementAt(clause, 0).insert(0, [new Y.XmlText(words)]);
  const stored = async () => JSON.stringify(await at.textNow()).includes(words);
  await eventually(stored, "what Wanda wrote is stored");
  const clauseId = clause.getAttribute("id") ?? "";
  const anchor = anchorAt(line.document, clauseId, 6, 11);
  line.leave();
  const commented = await door.command(await door.cookie("participant", "Olga"), "comment", {
    clauseId,
    words: "Who did?",
    anchor,
  });
  const named = await door.command(at.cookie, "nameVersion", { name: "After Wanda" });
  const second = await stockClient(door.url, await join(door, await door.token("participant"), "Late"));
  elementAt(second.fragment, 5, 0, 0).insert(0, [new Y.XmlText("Said late. ")]);
  await eventually(async () => JSON.stringify(await at.textNow()).includes("Said late."), "late words");
  second.leave();
  return {
    door,
    declarationId,
    cookie: at.cookie,
    versions: [first.versionId, idIn(named, "versionId")],
    commentId: idIn(commented, "commentId"),
    writer: { ...writer, words },
  };
}

function idIn(answer: Answer, key: string): string {
  const { record } = answer.json<{ record: PlenaryRecord }>();
  return String((record.data as unknown as Record<string, unknown>)[key]);
}

async function join(door: FrontDoor, token: string, name: string): Promise<Joined> {
  const answer = await door.ask("POST", "/api/join", { json: { token, name } });
  if (answer.status !== 200) throw new Error(answer.text);
  return {
    ...answer.json<Omit<Joined, "cookie">>(),
    cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "",
  };
}

export async function archive(
  { door, declarationId, cookie }: Inside,
  query = "",
): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await door.ask("GET", `/api/declarations/${declarationId}/export/archive${query}`, {
    cookie,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.bytes;
}

export function bring({ door, cookie }: Pick<Inside, "door" | "cookie">, bytes: Uint8Array): Promise<Answer> {
  const headers = { "content-type": "application/zip", "x-file-name": "archive.zip" };
  return door.ask("POST", "/api/archive", { cookie, body: new Uint8Array(bytes), headers });
}

/** Brings the archive to that door; answers how to be inside what became of it. */
export async function restore(
  at: Pick<Inside, "door" | "cookie">,
  bytes: Uint8Array,
): Promise<Inside & { readonly comeIn: (role: Role, name: string) => Promise<Joined> }> {
  const answer = await bring(at, bytes);
  if (answer.status !== 200) throw new Error(answer.text);
  const { declarationId, links } = answer.json<NewDeclarationAnswer>();
  const comeIn = (role: Role, name: string) => {
    const url = links.find((link) => link.role === role)?.url ?? "";
    return join(at.door, url.split("/").at(-1) ?? "", name);
  };
  const { cookie } = await comeIn("facilitator", "Opener");
  return { door: at.door, declarationId, cookie, comeIn };
}

export const filesIn = (bytes: Uint8Array): Files => unzipSync(bytes);

export function jsonIn<Value>(files: Files, path: string): Value {
  return JSON.parse(new TextDecoder().decode(files[path])) as Value;
}

export const authorsIn = (files: Files) => jsonIn<ArchiveAuthors>(files, archivePaths.authors);
export const manifestIn = (files: Files) => archiveManifest.parse(jsonIn(files, archivePaths.manifest));
export const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The files under a manifest that names them as they are now: what a forger with time would bring. */
export function sealed(files: Files, change: Partial<ArchiveManifest> = {}): Uint8Array {
  const { [archivePaths.manifest]: _old, ...rest } = files;
  const manifest: ArchiveManifest = {
    ...manifestIn(files),
    files: Object.entries(rest).map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
    ...change,
  };
  const seal = sha256(new TextEncoder().encode(sealedWords(manifest)));
  return zipped({ [archivePaths.manifest]: bytesOf({ ...manifest, seal }), ...rest });
}

export function zipped(files: Files): Uint8Array {
  return zipSync({ ...files } as Zippable);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
