/** Somebody at the HTTP door with files to bring in. */
import { strToU8 } from "fflate";
import {
  type Declaration,
  plainTextOfBlocks,
  readDeclaration,
} from "../../shared/declaration/readDeclaration.ts";
import type { ImportPreview } from "../../shared/imported.ts";
import { type Answer, type FrontDoor, openFrontDoor } from "./frontDoor.ts";

export interface Bringer {
  readonly door: FrontDoor;
  /** Who brings; a facilitator at first. */
  cookie: string;
  /** Sends a file, for a preview into the declaration unless another path is named. */
  bring(name: string, body: string | Uint8Array, path?: string): Promise<Answer>;
  accept(previewId: string): Promise<Answer>;
  textNow(declarationId?: string): Promise<Declaration>;
}

export async function openBringer(): Promise<Bringer> {
  const door = await openFrontDoor();
  const own = `/api/declarations/${door.declarationId}/import`;
  const bringer: Bringer = {
    door,
    cookie: await door.cookie("facilitator"),
    bring(name, body, path = `${own}/preview`) {
      const bytes = typeof body === "string" ? strToU8(body) : new Uint8Array(body);
      const headers = {
        "content-type": "application/octet-stream",
        "x-file-name": encodeURIComponent(name),
      };
      return door.ask("POST", path, { cookie: bringer.cookie, body: bytes, headers });
    },
    accept: (previewId) => door.ask("POST", `${own}/accept`, { cookie: bringer.cookie, json: { previewId } }),
    async textNow(declarationId = door.declarationId) {
      const text = await door.rooms.readText(declarationId);
      try {
        return readDeclaration(text);
      } finally {
        text.destroy();
      }
    },
  };
  return bringer;
}

/** Section by section, the words of each clause. */
export function told({ sections }: Pick<Declaration | ImportPreview, "sections">): string[][] {
  return sections.map(({ clauses }) => clauses.map(({ blocks }) => plainTextOfBlocks([...blocks])));
}
