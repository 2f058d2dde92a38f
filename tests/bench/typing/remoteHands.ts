/** The others in the room: each writes words into clauses that are not the typist's, its caret moving with them. */
import * as Y from "yjs";
import { fragmentName } from "../../../shared/declaration/grammar.ts";
import { presenceFrame } from "../../../shared/socketMessages.ts";
import { seededRandom } from "../../kit/seededRandom.ts";
import { Client } from "../crowd/client.ts";
import { openDoors } from "../crowd/doors.ts";
import { FrameBook } from "../crowd/frameBook.ts";
import { tokenWord } from "../crowd/tokens.ts";
import { wireOf } from "../crowd/wire.ts";
import type { Target } from "../tasks.ts";
import { textsIn } from "./longText.ts";

export interface RemoteHands {
  /** Words that were sent so far. */
  readonly sent: number;
  readonly dropped: number;
  start(): void;
  stop(): void;
  leave(): void;
}

/** Words that one person writes in a clause before going to another. */
const wordsInOneClause = 10;

/** Lets that many people in, each writing about `editsPerSecond` words once started, never into the clause at `spared`. */
export async function remoteHands(
  target: Target,
  settings: { readonly people: number; readonly editsPerSecond: number; readonly spared: number },
): Promise<RemoteHands> {
  const wire = wireOf(target.dialect);
  const book = new FrameBook(wire);
  const chance = seededRandom(20);
  let dropped = 0;
  const doors = await openDoors(target, settings.people, 0);
  const clients = doors.map(
    (door) =>
      new Client(door, wire, book, {
        dropped: () => {
          dropped += 1;
        },
      }),
  );
  const grounds = await Promise.all(clients.map((client) => client.text));
  const hands = grounds.map((ground, index) => {
    const hand = new RemoteHand(ground, doors[index]?.clientId ?? 0, index, settings.spared, chance);
    (clients[index] as Client).ownText = (stateVector) => Y.encodeStateAsUpdate(hand.document, stateVector);
    return hand;
  });
  let sent = 0;
  const timers = new Set<NodeJS.Timeout>();
  const writeLater = (index: number, delay: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const { line } = clients[index] as Client;
      const hand = hands[index] as RemoteHand;
      line.send(wire.text(hand.write(tokenWord(sent++))));
      line.send(wire.presence(hand.caret()));
      writeLater(index, (1000 / settings.editsPerSecond) * (0.7 + chance() * 0.6));
    }, delay);
    timers.add(timer);
  };
  return {
    get sent() {
      return sent;
    },
    get dropped() {
      return dropped;
    },
    start() {
      for (const index of hands.keys()) writeLater(index, (chance() * 1000) / settings.editsPerSecond);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
    leave() {
      for (const client of clients) client.line.end();
    },
  };
}

/** A document that holds the common ground and otherwise only its own words, and a caret in it. */
class RemoteHand {
  readonly document = new Y.Doc();
  readonly #texts: readonly Y.XmlText[];
  readonly #chance: () => number;
  readonly #name: string;
  #text: Y.XmlText;
  #place = 0;
  #written = 0;
  #clock = 0;

  constructor(ground: Uint8Array, clientId: number, number: number, spared: number, chance: () => number) {
    this.document.clientID = clientId;
    Y.applyUpdate(this.document, ground);
    const texts = textsIn(this.document.getXmlFragment(fragmentName));
    this.#texts = texts.filter((_, index) => index !== spared);
    this.#chance = chance;
    this.#name = `Person ${number}`;
    this.#text = this.#texts[0] as Y.XmlText;
  }

  /** The update that puts the word behind the one before, or somewhere else after some words. */
  write(word: string): Uint8Array {
    if (this.#written++ % wordsInOneClause === 0) this.#goElsewhere();
    const before = Y.encodeStateVector(this.document);
    this.#text.insert(this.#place, word);
    this.#place += word.length;
    return Y.encodeStateAsUpdate(this.document, before);
  }

  /** The caret behind the last word, as the editor binding writes it. */
  caret(): Uint8Array {
    const position = Y.createRelativePositionFromTypeIndex(this.#text, this.#place);
    const state = {
      user: { name: this.#name, color: "#1F6FB2" },
      cursor: { anchor: position, head: position },
    };
    const clientId = this.document.clientID;
    return presenceFrame([{ clientId, clock: ++this.#clock, state: JSON.stringify(state) }]);
  }

  #goElsewhere(): void {
    this.#text = this.#texts[Math.floor(this.#chance() * this.#texts.length)] as Y.XmlText;
    const words = this.#text.toString();
    this.#place = words.indexOf(" ", Math.floor(this.#chance() * words.length * 0.9)) + 1;
  }
}
