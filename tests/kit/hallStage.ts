/** A running server with a short text, and people who decide over HTTP while others look at it in a browser. */
import * as Y from "yjs";
import type { CommandName, CommandRequest } from "../../shared/commands.ts";
import { wordingHash } from "../../shared/declaration/wording.ts";
import type { Role } from "../../shared/permissions.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { type RunningServer, startServer } from "./runningServer.ts";
import { elementAt, type Joined, join, type StockClient, stockClient } from "./stockClient.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export const wordings = [
  "Public authorities write micro-credentials into the instruments that already pay for education and training, and report every year who was reached.",
  "Ministries name the groups that benefit least from adult learning today and offer them short courses first.",
] as const;

export interface HallStage {
  readonly server: RunningServer;
  /** The two clauses of theme 1, by the ids they have. */
  readonly clauseIds: readonly string[];
  readonly writer: StockClient;
  /** Somebody who speaks to the server without a browser. */
  person(role: Role, name: string, stakeholder?: string): Promise<HallPerson>;
  close(): Promise<void>;
}

export interface HallPerson extends Joined {
  decide<Name extends CommandName>(name: Name, input: CommandRequest<Name>): Promise<PlenaryRecord>;
}

/** The hash of a wording as it was laid down. */
export function hashOf(wording: string): string {
  return wordingHash(wording);
}

export async function openHallStage(environment: Readonly<Record<string, string>> = {}): Promise<HallStage> {
  const folder = await temporaryFolder();
  const server = await startServer({ dataDirectory: folder.path, environment });
  const writer = await stockClient(server.url, await join(server.url, server.links.participant, "Writer"));
  const clauseIds = wordings.map((_, place) => `clause-${place}`);
  elementAt(writer.fragment, 2).insert(
    0,
    wordings.map((words, place) => {
      const [clause, paragraph] = [new Y.XmlElement("clause"), new Y.XmlElement("paragraph")];
      clause.setAttribute("id", clauseIds[place] ?? "");
      paragraph.insert(0, [new Y.XmlText(words)]);
      clause.insert(0, [paragraph]);
      return clause;
    }),
  );
  // Only what the server has told somebody else may be spoken about.
  const reader = await stockClient(server.url, await join(server.url, server.links.participant, "Reader"));
  await reader.until(
    () => reader.fragment.toString().includes(clauseIds.at(-1) ?? ""),
    "the clauses are there",
  );
  reader.leave();
  return {
    server,
    clauseIds,
    writer,
    person: (role, name, stakeholder) => person(server, role, name, stakeholder),
    async close() {
      writer.leave();
      await server.stop();
      await folder.remove();
    },
  };
}

async function person(
  server: RunningServer,
  role: Role,
  name: string,
  stakeholder?: string,
): Promise<HallPerson> {
  const joined = await join(server.url, server.links[role], name, stakeholder);
  return {
    ...joined,
    async decide(command, input) {
      const address = `/api/declarations/${joined.declarationId}/commands/${command}`;
      const answer = await fetch(new URL(address, server.url), {
        method: "POST",
        headers: { "content-type": "application/json", cookie: joined.cookie },
        body: JSON.stringify(input),
      });
      if (!answer.ok) throw new Error(`${command}: ${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { record: PlenaryRecord }).record;
    },
  };
}
