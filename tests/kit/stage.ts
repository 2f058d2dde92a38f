/**
 * A tiny stage: the real rooms, gate, people and store in this process, with a store that the test
 * can make fail or wait. For the whole server as a process of its own there is `runningServer`.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { createDeclaration } from "../../server/commands/createDeclaration.ts";
import { Refusal } from "../../server/errors.ts";
import { originAllowed } from "../../server/participant/origin.ts";
import {
  createParticipantDirectory,
  type ParticipantDirectory,
} from "../../server/participant/participantDirectory.ts";
import { createSeals } from "../../server/participant/seals.ts";
import { Rooms } from "../../server/rooms/roomDirectory.ts";
import { attachSocketGate } from "../../server/rooms/socketGate.ts";
import { openStore } from "../../server/store/openStore.ts";
import type { Store } from "../../server/store/store.ts";
import type { Role } from "../../shared/permissions.ts";
import type { Joined } from "./stockClient.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** What a test does to the disk. */
export interface Disk {
  /** Every append fails as a full disk does, until it is set back. */
  full: boolean;
  /** Appends wait for this before they are stored. */
  held: Promise<void>;
  /** Loads of a text wait for this before they answer. */
  loadsHeld: Promise<void>;
  /** How often the text of a declaration was loaded. */
  loads: number;
}

export interface Stage {
  readonly url: string;
  readonly dataDirectory: string;
  readonly store: Store;
  readonly disk: Disk;
  readonly rooms: Rooms;
  readonly participants: ParticipantDirectory;
  readonly declarationId: string;
  /** Somebody comes in by the first link of that role. */
  join(role: Role, name: string): Promise<Joined>;
  /** Withdraws the link of that role, as the command does. */
  revoke(role: Role): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = await temporaryFolder();
  const disk: Disk = { full: false, held: Promise.resolve(), loadsHeld: Promise.resolve(), loads: 0 };
  const store = await openStore({ dataDirectory: folder.path });
  const seals = createSeals("a secret for the stage, at least 32 bytes long");
  const participants = createParticipantDirectory({ store, seals, now: Date.now });
  const log = pino({ level: "silent" });
  const rooms = new Rooms({ store: unreliable(store, disk), participants, log, now: Date.now });
  const { declarationId, links } = await createDeclaration(store, {
    title: "A declaration",
    participantId: null,
    now: Date.now(),
  });
  const server = createServer();
  attachSocketGate(server, {
    rooms,
    participants,
    originAllowed: (origin, host) => originAllowed(origin, host, { publicUrl: null }),
    log,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const linkFor = (role: Role) => {
    const link = links.find((each) => each.role === role);
    if (link === undefined) throw new Error(`no link for ${role}`);
    return link;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    dataDirectory: folder.path,
    store,
    disk,
    rooms,
    participants,
    declarationId,
    async join(role, name) {
      const token = participants.tokenOf(linkFor(role));
      if (token === null) throw new Error(`the link for ${role} is closed`);
      const { participant, cookie } = await participants.join({ token, name }, false);
      return { declarationId, role, participantId: participant.id, cookie: cookie.split(";")[0] ?? "" };
    },
    async revoke(role) {
      await store.revokeLink(linkFor(role).id, new Date().toISOString());
      participants.linkRevoked(linkFor(role).id);
      rooms.sweep(declarationId);
    },
    async close() {
      disk.full = false;
      await rooms.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      await folder.remove();
    },
  };
}

function unreliable(store: Store, disk: Disk): Store {
  return new Proxy(store, {
    get(target, name) {
      if (name === "appendText") {
        return async (...appends: Parameters<Store["appendText"]>) => {
          await disk.held;
          if (disk.full) throw new Refusal("storage-failed");
          return target.appendText(...appends);
        };
      }
      if (name === "loadText") {
        return async (...asked: Parameters<Store["loadText"]>) => {
          disk.loads += 1;
          await disk.loadsHeld;
          return target.loadText(...asked);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
