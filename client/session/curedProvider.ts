/**
 * The stock y-websocket provider, cured of what it does badly: it echoed everybody's presence, all
 * browsers came back in step after a restart, and a line that died in a sleeping laptop was noticed late.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import type { Doc } from "yjs";
import { type CaretMove, cursorOf, readCarets } from "../../shared/carets.ts";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import { heartbeatMilliseconds } from "../../shared/limits.ts";
import {
  messageType,
  type PlenaryMessage,
  presenceFrame,
  readPlenaryMessage,
  syncType,
} from "../../shared/socketMessages.ts";

export interface ProviderNews {
  plenary(message: PlenaryMessage): void;
  presence(update: Uint8Array): void;
}

export interface CuredProvider {
  readonly provider: WebsocketProvider;
  /** While held, text and presence of others wait, so that nothing moves under a composing hand. */
  hold(held: boolean): void;
  stop(): void;
}

/** The longest wait between two tries; each wait is drawn between half and whole. */
const longestBackoff = 8000;
/** The server is heard at least this often. */
const staleAfter = heartbeatMilliseconds * 1.25;
/** A keyboard that composes all the time must not cut its owner off from the others. */
const longestHold = 3000;

export function curedProvider(options: {
  readonly syncAddress: string;
  readonly declarationId: string;
  readonly document: Doc;
  readonly awareness: Awareness;
  readonly socket: typeof WebSocket;
  readonly news: ProviderNews;
}): CuredProvider {
  const { document, awareness, news } = options;
  const provider = new WebsocketProvider(
    options.syncAddress,
    encodeURIComponent(options.declarationId),
    document,
    {
      connect: false,
      awareness,
      params: { plenary: "1", schema: String(schemaVersion) },
      WebSocketPolyfill: options.socket,
      disableBc: true,
    },
  );
  awareness.off("update", provider._awarenessUpdateHandler);

  provider.on("connection-close", () => {
    const whole = Math.min(100 * 2 ** (provider.wsUnsuccessfulReconnects + 1), longestBackoff);
    provider.maxBackoffTime = whole * (0.5 + Math.random() / 2);
  });

  const { messageHandlers } = provider;
  const handleText = handlerOf(messageHandlers, messageType.sync);
  const handlePresence = handlerOf(messageHandlers, messageType.presence);
  const waiting: {
    readonly handle: Handler;
    readonly bytes: Uint8Array;
    readonly socket: WebSocket | null;
  }[] = [];
  let holdTimer: ReturnType<typeof setTimeout> | undefined;

  const orWait =
    (handle: Handler): Handler =>
    (encoder, decoder, ...rest) => {
      if (holdTimer === undefined) handle(encoder, decoder, ...rest);
      else waiting.push({ handle, bytes: decoder.arr.slice(decoder.pos), socket: provider.ws });
    };
  const textOrWait = orWait(handleText);
  const presenceOrWait = orWait((encoder, decoder, ...rest) => {
    news.presence(decoding.readVarUint8Array(decoding.clone(decoder)));
    handlePresence(encoder, decoder, ...rest);
  });
  messageHandlers[messageType.carets] = orWait((encoder, decoder, ...rest) => {
    const update = statesAfter(readCarets(decoder), awareness);
    handlePresence(encoder, decoding.createDecoder(update), ...rest);
  });
  messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
    const asks = decoder.arr[decoder.pos] === syncType.step1;
    (asks ? handleText : textOrWait)(encoder, decoder, ...rest);
  };
  messageHandlers[messageType.presence] = presenceOrWait;
  for (const type of [messageType.stored, messageType.records, messageType.notice, messageType.people]) {
    messageHandlers[type] = (_encoder, decoder) => news.plenary(readPlenaryMessage(type, decoder));
  }

  const release = () => {
    clearTimeout(holdTimer);
    holdTimer = undefined;
    for (const { handle, bytes, socket } of waiting.splice(0)) {
      const ofThisSocket = socket === provider.ws;
      handle(
        encoding.createEncoder(),
        decoding.createDecoder(bytes),
        provider,
        ofThisSocket,
        messageType.sync,
      );
    }
  };

  const stopWatching = watchTheLine(provider);
  return {
    provider,
    hold(held) {
      if (!held) release();
      else holdTimer ??= setTimeout(release, longestHold);
    },
    stop() {
      stopWatching();
      clearTimeout(holdTimer);
      provider.destroy();
    },
  };
}

type Handler = WebsocketProvider["messageHandlers"][number];

function handlerOf(handlers: readonly Handler[], type: number): Handler {
  const handler = handlers[type];
  if (handler === undefined) throw new Error(`the provider does not read message ${type}`);
  return handler;
}

/** The whole presence states that moved carets come to, as the stock handler reads them. Of people not met yet nothing is known. */
function statesAfter(moves: readonly CaretMove[], awareness: Awareness): Uint8Array {
  const entries = moves.flatMap(({ clientId, clock, caret }) => {
    const state = clientId === awareness.clientID ? undefined : awareness.getStates().get(clientId);
    return state ? [{ clientId, clock, state: JSON.stringify({ ...state, cursor: cursorOf(caret) }) }] : [];
  });
  const frame = decoding.createDecoder(presenceFrame(entries));
  decoding.readVarUint(frame);
  return decoding.readTailAsUint8Array(frame);
}

/** Looks at the line whenever a laptop wakes or a network comes back: some systems kill sockets and tell nobody. */
function watchTheLine(provider: WebsocketProvider): () => void {
  const look = () => {
    if (!provider.shouldConnect) return;
    const stale = provider.ws !== null && Date.now() - provider.wsLastMessageReceived > staleAfter;
    if (stale && provider.wsconnected) provider.disconnect();
    provider.connect();
  };
  const whenVisible = () => {
    if (document.visibilityState === "visible") look();
  };
  const whenCut = () => {
    if (!provider.shouldConnect) return;
    provider.disconnect();
    provider.shouldConnect = true;
  };
  if (typeof window === "undefined") return () => {};
  window.addEventListener("pageshow", look);
  window.addEventListener("online", look);
  window.addEventListener("offline", whenCut);
  document.addEventListener("visibilitychange", whenVisible);
  return () => {
    window.removeEventListener("pageshow", look);
    window.removeEventListener("online", look);
    window.removeEventListener("offline", whenCut);
    document.removeEventListener("visibilitychange", whenVisible);
  };
}
