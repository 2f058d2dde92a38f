/**
 * Loaded into the server before itself (`node --import`): ends the process with SIGKILL at the
 * `KILL_AFTER`-th time that the moment `KILL_AT` comes. It listens at the seams everybody has, the
 * database's statements and the sockets' frames; the server knows nothing of it.
 */
import { Socket } from "node:net";
import { messageType, syncType } from "../../shared/socketMessages.ts";
import { isKillMoment, type KillMoment } from "./killMoments.ts";
import { watchDatabase } from "./watchDatabase.ts";

const wanted = process.env.KILL_AT ?? "";
if (!isKillMoment(wanted)) throw new Error(`KILL_AT: there is no moment "${wanted}"`);
let left = Number(process.env.KILL_AFTER ?? 1);

function moment(name: KillMoment): void {
  if (name !== wanted) return;
  left -= 1;
  if (left <= 0) process.kill(process.pid, "SIGKILL");
}

watchDatabase({
  statement(sql) {
    // The new snapshot stands beside the old ones, and is not committed yet.
    if (sql.startsWith('delete from "text_snapshots"')) moment("inside compaction");
  },
  committing(writing) {
    if (writing === "text") moment("before the append is committed");
    if (writing === "snapshot") moment("before the compaction is committed");
  },
  committed(writing) {
    if (writing === "text") moment("between append and send");
    if (writing === "snapshot") moment("after the compaction");
  },
});

/** What waits in a corked socket: frames leave it all at once when it is uncorked. */
const waiting = new WeakMap<Socket, Set<"stored" | "update">>();

const { write, uncork } = Socket.prototype;
Socket.prototype.write = function (this: Socket, ...given: Parameters<typeof write>) {
  const kind = given[0] instanceof Uint8Array ? kindOf(given[0]) : null;
  if (kind !== null) waiting.set(this, (waiting.get(this) ?? new Set()).add(kind));
  return write.apply(this, given);
} as typeof write;

Socket.prototype.uncork = function (this: Socket) {
  const leaving = waiting.get(this);
  waiting.delete(this);
  if (leaving?.has("stored")) moment("between send and acknowledge");
  uncork.apply(this);
  if (leaving?.has("stored")) moment("after acknowledge");
  if (leaving?.has("update")) moment("while sending");
};

/** What a websocket frame from the server carries, if it is of interest here (RFC 6455, section 5.2). */
function kindOf(form: Uint8Array): "stored" | "update" | null {
  if (form[0] !== 0x82) return null;
  const head = form[1] === 127 ? 10 : form[1] === 126 ? 4 : 2;
  if (form[head] === messageType.stored) return "stored";
  return form[head] === messageType.sync && form[head + 1] === syncType.update ? "update" : null;
}
