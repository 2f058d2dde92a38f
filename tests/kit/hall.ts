/** The hall: named people at a front door who decide, are refused, write and listen. */
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import type { CommandName, CommandRequest } from "../../shared/commands.ts";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import { wordingHash } from "../../shared/declaration/wording.ts";
import { foldRecords } from "../../shared/deliberation/fold.ts";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { Role } from "../../shared/permissions.ts";
import type { PlenaryRecord, RecordKind, RecordOf } from "../../shared/records.ts";
import { messageType, readPlenaryMessage } from "../../shared/socketMessages.ts";
import { eventually } from "./eventually.ts";
import { type FrontDoor, openFrontDoor } from "./frontDoor.ts";
import { rawSocket } from "./rawSocket.ts";
import { elementAt, type Joined, type StockClient, stockClient } from "./stockClient.ts";

export interface Listener {
  /** Everything that was told, in order. */
  readonly records: PlenaryRecord[];
  readonly deliberation: Deliberation;
  /** Resolves once what was told makes `holds` true. */
  until(holds: (deliberation: Deliberation) => boolean, what: string): Promise<void>;
  leave(): void;
}

export interface Person extends Joined {
  readonly name: string;
  /** Sends a command; fails where it is refused. */
  does<Name extends CommandName>(
    name: Name,
    input: CommandRequest<Name>,
    key?: string,
  ): Promise<PlenaryRecord>;
  /** Sends a command that must be refused; answers the refusal's id. */
  isRefused(name: CommandName, input: unknown, key?: string): Promise<string | null>;
  /** What a reload would show. */
  reads(): Promise<{ records: PlenaryRecord[]; deliberation: Deliberation }>;
  /** Opens the socket that everybody has. */
  listens(): Promise<Listener>;
  /** A stock editor's line. */
  writes(): Promise<StockClient>;
}

export interface Hall {
  readonly door: FrontDoor;
  person(role: Role, name: string, stakeholder?: string): Promise<Person>;
  /** The clause that the template laid down in the section at `index` (1: the preamble, 2 to 5: the themes, 6: the closing), with those words. */
  clause(index: number, words: string): Promise<string>;
  close(): Promise<void>;
}

/** The record, seen as one of that kind. */
export function ofKind<Kind extends RecordKind>(record: PlenaryRecord, kind: Kind): RecordOf<Kind> {
  if (record.kind !== kind) throw new Error(`a record of kind ${record.kind}, not ${kind}`);
  return record as unknown as RecordOf<Kind>;
}

/** What a position names the wording by. */
export const hashOf = wordingHash;

export async function openHall(settings?: Parameters<typeof openFrontDoor>[0]): Promise<Hall> {
  const door = await openFrontDoor(settings);
  const leaving: (() => void)[] = [];
  let secretary: StockClient | undefined;

  const hall: Hall = {
    door,
    async person(role, name, stakeholder = "") {
      const answer = await door.ask("POST", "/api/join", {
        json: { token: await door.token(role), name, stakeholder },
      });
      if (answer.status !== 200) throw new Error(answer.text);
      const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
      const joined: Joined = { ...answer.json<Omit<Joined, "cookie">>(), cookie };
      const send = (command: string, input: unknown, key?: string) =>
        door.ask("POST", `/api/declarations/${door.declarationId}/commands/${command}`, {
          cookie,
          json: input,
          ...(key === undefined ? {} : { headers: { "idempotency-key": key } }),
        });
      const reads = async () => {
        const path = `/api/declarations/${door.declarationId}/records?since=0`;
        const { records } = (await door.ask("GET", path, { cookie })).json<{ records: PlenaryRecord[] }>();
        return { records, deliberation: foldRecords(records) };
      };
      return {
        ...joined,
        name,
        reads,
        async does(command, input, key) {
          const sent = await send(command, input, key);
          if (sent.status !== 200) throw new Error(`${name}: ${command}: ${sent.text}`);
          return sent.json<{ record: PlenaryRecord }>().record;
        },
        async isRefused(command, input, key) {
          return (await send(command, input, key)).refusal;
        },
        async listens() {
          const listener = await listen(door, joined, (await reads()).deliberation);
          leaving.push(listener.leave);
          return listener;
        },
        async writes() {
          const client = await stockClient(door.url, joined);
          leaving.push(client.leave);
          return client;
        },
      };
    },
    async clause(index, words) {
      secretary ??= await (await hall.person("participant", "Secretary")).writes();
      const { fragment, provider } = secretary;
      const clause = elementAt(fragment, index, 0);
      elementAt(clause, 0).insert(0, [textOf(words)]);
      const wanted = clause.getAttribute("id") ?? "";
      await eventually(async () => {
        const stored = await door.rooms.readText(door.declarationId);
        const there = JSON.stringify(stored.getXmlFragment("default")).includes(words);
        stored.destroy();
        return there && provider.synced;
      }, `"${words}" is stored`);
      return wanted;
    },
    async close() {
      for (const leave of leaving) leave();
      secretary?.leave();
      await door.close();
    },
  };
  return hall;
}

function textOf(words: string) {
  return new Y.XmlText(words);
}

/** Begins, as a browser does, with what was recorded before it came. */
async function listen(door: FrontDoor, { cookie }: Joined, before: Deliberation): Promise<Listener> {
  const records: PlenaryRecord[] = [];
  let deliberation = before;
  const look = new Set<() => void>();
  const raw = await rawSocket(door.url, door.declarationId, {
    cookie,
    query: `?plenary=1&schema=${schemaVersion}`,
  });
  raw.socket.on("message", (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const type = decoding.readVarUint(decoder);
    if (type !== messageType.records) return;
    const message = readPlenaryMessage(type, decoder);
    if (message.kind !== "records") return;
    records.push(...message.records);
    deliberation = foldRecords(message.records, deliberation);
    for (const each of look) each();
  });
  return {
    records,
    get deliberation() {
      return deliberation;
    },
    until(holds, what) {
      return new Promise((resolve, reject) => {
        const giveUp = setTimeout(() => reject(new Error(`still waiting: ${what}`)), 60_000);
        const once = () => {
          if (!holds(deliberation)) return;
          clearTimeout(giveUp);
          look.delete(once);
          resolve();
        };
        look.add(once);
        once();
      });
    },
    leave: raw.close,
  };
}
