/** The gate of the rooms: who comes in by websocket, checked by path, origin, session and schema version. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import { limits } from "../../shared/limits.ts";
import { refusalOf } from "../../shared/refusals.ts";
import { Refusal } from "../errors.ts";
import type { ParticipantDirectory } from "../participant/participantDirectory.ts";
import { Connection } from "./connection.ts";
import type { Rooms } from "./roomDirectory.ts";

export interface SocketGateOptions {
  readonly rooms: Rooms;
  readonly participants: ParticipantDirectory;
  /** Whether a page of that origin, reaching us under that host name, is one of ours. */
  readonly originAllowed: (origin: string | undefined, host: string | undefined) => boolean;
  readonly log: Logger;
}

/** Opens `/sync/DECLARATION_ID` on the server. Answers a function that cuts off every socket, for those that do not say goodbye. */
export function attachSocketGate(server: Server, options: SocketGateOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.socketFrameBytes,
    perMessageDeflate: false,
  });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on("error", () => stream.destroy());
    // `//` is a path that no URL can have; an exception here would end the process.
    const address = URL.parse(request.url ?? "/", "http://plenary");
    const declarationId = /^\/sync\/([A-Za-z0-9_-]{1,64})$/.exec(address?.pathname ?? "")?.[1];
    if (address === null || declarationId === undefined) return answer(stream, new Refusal("path-unknown"));
    if (!options.originAllowed(request.headers.origin, request.headers.host)) {
      options.log.info(
        { origin: request.headers.origin, declarationId },
        "socket of a foreign origin refused",
      );
      return answer(stream, new Refusal("origin-refused"));
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // Without a listener an error event ends the process; the close event that follows says enough.
      socket.on("error", (error) =>
        options.log.info({ error: error.message, declarationId }, "socket error"),
      );
      // Nothing is read before the person is known, so that the first frame finds its listener.
      socket.pause();
      admit(socket, stream, request, declarationId, address.searchParams, options).catch((error: unknown) => {
        const refusal = error instanceof Refusal ? error : new Refusal("internal");
        if (!(error instanceof Refusal))
          options.log.error({ err: error, declarationId }, "a socket could not be admitted");
        socket.resume();
        socket.close(refusal.closeCode, refusal.id);
      });
    });
  });
  return () => {
    for (const socket of sockets.clients) socket.terminate();
  };
}

async function admit(
  socket: WebSocket,
  stream: Duplex,
  request: IncomingMessage,
  declarationId: string,
  parameters: URLSearchParams,
  { rooms, participants }: SocketGateOptions,
): Promise<void> {
  const participant = await participants.fromCookie(request.headers.cookie, declarationId);
  if (socket.readyState !== socket.OPEN) return;
  socket.once("close", participants.hold(participant.id));
  const speaksPlenary = parameters.get("plenary") === "1";
  if (speaksPlenary && parameters.get("schema") !== String(schemaVersion))
    throw new Refusal("schema-outdated");
  const room = await rooms.open(declarationId);
  if (socket.readyState !== socket.OPEN) return;
  const connection = new Connection(socket, stream, participant, speaksPlenary, room);
  if (!connection.may("readText")) throw new Refusal("role-not-allowed");
  room.join(connection);
  socket.resume();
}

/** Refuses before the upgrade, in plain HTTP. */
function answer(stream: Duplex, refusal: Refusal): void {
  const body = JSON.stringify({ error: { id: refusal.id, message: refusalOf(refusal.id).message } });
  stream.end(
    `HTTP/1.1 ${refusal.status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
