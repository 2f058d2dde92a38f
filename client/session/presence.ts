/** Who is writing where. The stock provider echoes everybody's moves back to the server; this sends our own only. */
import type { Awareness } from "y-protocols/awareness";
import { limits } from "../../shared/limits.ts";
import { presenceFrame, readPresence } from "../../shared/socketMessages.ts";
import { createValue, type Value } from "./value.ts";

export interface PresentPerson {
  /** One person may write in two windows: the id of this one. */
  readonly clientId: number;
  readonly participantId: string;
  readonly name: string;
  readonly colour: string;
  readonly isMe: boolean;
}

export interface Presence {
  readonly present: Value<readonly PresentPerson[]>;
  /** Learns from an update, which is then applied as usual, what colour the server gave this person. */
  read(update: Uint8Array): void;
  /** Call before the first frame of a new socket: others forgot us, so our clock has to move on. */
  renew(): void;
  /** Call when the socket is gone: others are met anew on the next one, whatever their clocks say. */
  forgetOthers(): void;
  stop(): void;
}

interface Me {
  readonly participantId: string;
  readonly name: string;
}

const interval = 1000 / limits.presencePerSecond;
const quietColour = "#6b6b6b";

export function createPresence(awareness: Awareness, me: Me, send: (frame: Uint8Array) => void): Presence {
  const present = createValue<readonly PresentPerson[]>([]);
  let myColour = quietColour;
  let sentAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sendNow = () => {
    timer = undefined;
    sentAt = performance.now();
    const state = awareness.getLocalState();
    const clock = awareness.meta.get(awareness.clientID)?.clock ?? 0;
    send(presenceFrame([{ clientId: awareness.clientID, clock, state: JSON.stringify(state) }]));
  };
  const onUpdate = (_change: unknown, origin: unknown) => {
    if (origin !== "local") return;
    timer ??= setTimeout(sendNow, Math.max(0, sentAt + interval - performance.now()));
  };
  const onChange = () => {
    const now = presentIn(awareness, me, myColour);
    // Carets move all the time; who is here changes now and then.
    if (!areTheSame(present.get(), now)) present.set(now);
  };

  awareness.on("update", onUpdate);
  awareness.on("change", onChange);
  onChange();

  return {
    present,
    read(update) {
      if (myColour !== quietColour) return;
      const mine = readPresence(update, 1000).find(({ clientId }) => clientId === awareness.clientID);
      const colour = mine && userOf(JSON.parse(mine.state)).colour;
      if (!colour) return;
      myColour = colour;
      onChange();
    },
    renew() {
      const state = awareness.getLocalState();
      if (state !== null) awareness.setLocalState({ ...state });
    },
    forgetOthers() {
      for (const clientId of [...awareness.meta.keys()]) {
        if (clientId !== awareness.clientID) awareness.meta.delete(clientId);
      }
    },
    stop() {
      clearTimeout(timer);
      awareness.off("update", onUpdate);
      awareness.off("change", onChange);
    },
  };
}

function presentIn(awareness: Awareness, me: Me, myColour: string): PresentPerson[] {
  return [...awareness.getStates()].map(([clientId, state]) => {
    if (clientId === awareness.clientID) {
      return { clientId, participantId: me.participantId, name: me.name, colour: myColour, isMe: true };
    }
    const { name, colour, participantId } = userOf(state);
    return { clientId, participantId, name, colour: colour || quietColour, isMe: false };
  });
}

function areTheSame(some: readonly PresentPerson[], others: readonly PresentPerson[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      return (
        other !== undefined &&
        one.clientId === other.clientId &&
        one.participantId === other.participantId &&
        one.name === other.name &&
        one.colour === other.colour
      );
    })
  );
}

/** What the server wrote into a presence state about its person; empty where it is missing or no text. */
function userOf(state: unknown): { name: string; colour: string; participantId: string } {
  const user: unknown = isObject(state) ? state.user : undefined;
  const text = (key: string) => (isObject(user) && typeof user[key] === "string" ? user[key] : "");
  const colour = text("color");
  return {
    name: text("name"),
    colour: /^#[0-9a-fA-F]{6}$/.test(colour) ? colour : "",
    participantId: text("participantId"),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
