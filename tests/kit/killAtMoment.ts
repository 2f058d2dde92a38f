/**
 * Loaded into the server before itself (`node --import`): ends the process with SIGKILL at the
 * `KILL_AFTER`-th time that the moment `KILL_AT` comes. It listens at the seams everybody has, the
 * database's statements and the sockets' frames; the server knows nothing of it.
 */
import { DatabaseSync } from "node:sqlite";
import { WebSocket } from "ws";
import { messageType, syncType } from "../../shared/socketMessages.ts";
import { isKillMoment, type KillMoment } from "./killMoments.ts";

const wanted = process.env.KILL_AT ?? "";
if (!isKillMoment(wanted)) throw new Error(`KILL_AT: there is no moment "${wanted}"`);
let left = Number(process.env.KILL_AFTER ?? 1);

function moment(name: KillMoment): void {
  if (name !== wanted) return;
  left -= 1;
  if (left <= 0) process.kill(process.pid, "SIGKILL");
}

/** What the running transaction has written so far. */
let writing: "text" | "snapshot" | null = null;

const { prepare, exec } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...given: Parameters<typeof prepare>) {
  const [sql] = given;
  if (sql.startsWith('insert into "text_log"')) writing = "text";
  if (sql.startsWith('insert into "text_snapshots"')) writing = "snapshot";
  // The old snapshots are about to go, the new one is not committed yet.
  if (sql.startsWith('delete from "text_snapshots"')) moment("inside compaction");
  return prepare.apply(this, given);
};
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  const ending = sql === "commit" ? writing : null;
  if (sql === "commit" || sql === "rollback") writing = null;
  if (ending === "text") moment("before the append is committed");
  if (ending === "snapshot") moment("before the compaction is committed");
  exec.call(this, sql);
  if (ending === "text") moment("between append and send");
  if (ending === "snapshot") moment("after the compaction");
};

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
