/** A person with a stock y-websocket client, as anybody may write one: nothing of Plenary's own browser code. */
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { JoinAnswer } from "../../shared/answers.ts";
import { eventually } from "./eventually.ts";

export interface Joined extends JoinAnswer {
  /** What to send as the Cookie header. */
  readonly cookie: string;
}

/** Joins by a link's address, as the join page does. */
export async function join(
  serverUrl: string,
  linkUrl: string,
  name: string,
  stakeholder?: string,
): Promise<Joined> {
  const token = decodeURIComponent(new URL(linkUrl).pathname.split("/").at(-1) ?? "");
  const response = await fetch(new URL("/api/join", serverUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, name, ...(stakeholder !== undefined && { stakeholder }) }),
  });
  if (!response.ok) throw new Error(`joining failed: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  return { ...((await response.json()) as JoinAnswer), cookie };
}

export interface StockClient {
  readonly document: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly fragment: Y.XmlFragment;
  /** Resolves once `holds` answers true, looked at after each change of the document. */
  until(holds: () => boolean, what: string): Promise<void>;
  leave(): void;
}

/** Connects `joined` with the stock provider and resolves once it is synced. */
export async function stockClient(serverUrl: string, joined: Joined): Promise<StockClient> {
  const document = new Y.Doc();
  const provider = new WebsocketProvider(
    `${serverUrl.replace(/^http/, "ws")}/sync`,
    joined.declarationId,
    document,
    { disableBc: true, WebSocketPolyfill: socketWithCookie(joined.cookie) },
  );
  await eventually(() => provider.synced, "the stock client is synced");
  return {
    document,
    provider,
    fragment: document.getXmlFragment("default"),
    until: (holds, what) => untilDocument(document, holds, what),
    leave() {
      provider.destroy();
      document.destroy();
    },
  };
}

/** The section, clause and paragraph elements of a declaration by their place. */
export function elementAt(parent: Y.XmlFragment, ...path: number[]): Y.XmlElement {
  let element: Y.XmlFragment = parent;
  for (const index of path) {
    const child = element.get(index);
    if (!(child instanceof Y.XmlElement)) throw new Error(`no element at ${path.join(".")}`);
    element = child;
  }
  return element as Y.XmlElement;
}

/** `ws` with the session cookie, in the shape that the stock provider asks for. */
export function socketWithCookie(cookie: string): typeof globalThis.WebSocket {
  class SocketWithCookie extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie } });
    }
  }
  return SocketWithCookie as unknown as typeof globalThis.WebSocket;
}

function untilDocument(document: Y.Doc, holds: () => boolean, what: string): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      document.off("update", look);
      reject(new Error(`still waiting: ${what}`));
    }, 90_000);
    function look() {
      if (!holds()) return;
      clearTimeout(giveUp);
      document.off("update", look);
      resolve();
    }
    document.on("update", look);
  });
}
