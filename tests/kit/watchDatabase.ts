/** Watches what a server writes through `node:sqlite`, for modules that are loaded into it before itself. */
import { DatabaseSync } from "node:sqlite";

export type Writing = "text" | "snapshot" | null;

export interface DatabaseNews {
  /** A statement is about to run. */
  statement?(sql: string): void;
  /** A transaction that wrote that is about to be committed. */
  committing?(writing: Writing): void;
  /** It is on disk; whoever waits for it does not know yet. */
  committed?(writing: Writing): void;
}

export function watchDatabase(news: DatabaseNews): void {
  let writing: Writing = null;
  const { prepare, exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...given: Parameters<typeof prepare>) {
    const [sql] = given;
    const statement = prepare.apply(this, given);
    const run = statement.run.bind(statement) as typeof statement.run;
    statement.run = ((...values: Parameters<typeof run>) => {
      if (sql.startsWith('insert into "text_log"')) writing = "text";
      if (sql.startsWith('insert into "text_snapshots"')) writing = "snapshot";
      news.statement?.(sql);
      return run(...values);
    }) as typeof run;
    return statement;
  };
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    const ending = sql === "commit" ? writing : null;
    if (sql === "commit" || sql === "rollback") writing = null;
    news.committing?.(ending);
    exec.call(this, sql);
    news.committed?.(ending);
  };
}
