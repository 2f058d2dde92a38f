/**
 * Loaded into the server before itself (`node --import`): ends the process with SIGKILL at the
 * `KILL_AFTER`-th time that the moment `KILL_AT` comes. It listens at the seams everybody has, the
 * database's statements and the sockets' frames; the server knows nothing of it.
 */
import { WebSocket } from "ws";
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

const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (this: WebSocket, ...given: Parameters<typeof send>) {
  const [frame] = given;
  const type = frame instanceof Uint8Array ? frame[0] : undefined;
  if (type === messageType.stored) moment("between send and acknowledge");
  send.apply(this, given);
  if (type === messageType.stored) moment("after acknowledge");
  if (frame instanceof Uint8Array && type === messageType.sync && frame[1] === syncType.update) {
    moment("while sending");
  }
} as typeof send;
