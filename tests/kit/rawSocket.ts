/** A bare websocket that speaks the wire by hand: for what no honest client sends. */
import { WebSocket } from "ws";

export interface RawSocket {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[];
  /** Resolves with the code and reason once the server closed it. */
  readonly closed: Promise<{ code: number; reason: string }>;
  send(frame: Uint8Array): void;
  close(): void;
}

/** Opens `/sync/DECLARATION` with that cookie. Rejects with the HTTP status where the upgrade is refused. */
export function rawSocket(
  serverUrl: string,
  declarationId: string,
  { cookie, origin, query = "" }: { cookie?: string; origin?: string; query?: string },
): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${serverUrl.replace(/^http/, "ws")}/sync/${declarationId}${query}`, {
      headers: { ...(cookie === undefined ? {} : { cookie }), ...(origin === undefined ? {} : { origin }) },
    });
    const frames: Uint8Array[] = [];
    const closed = new Promise<{ code: number; reason: string }>((done) => {
      socket.on("close", (code, reason) => done({ code, reason: reason.toString() }));
    });
    socket.on("message", (data: Buffer) => frames.push(new Uint8Array(data)));
    socket.on("error", () => {});
    socket.on("unexpected-response", (_request, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on("open", () =>
      resolve({
        socket,
        frames,
        closed,
        send: (frame) => socket.send(frame),
        close: () => socket.terminate(),
      }),
    );
  });
}
