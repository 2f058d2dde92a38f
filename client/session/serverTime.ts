/** The server's clock: a countdown has to end on every phone when it ends on the server, whatever the phone's own says. */
import { useEffect, useState } from "react";

/** The header says whole seconds: half of one is what it is off on average. */
const halfASecond = 500;

let measured: Promise<number> | null = null;

/** Milliseconds that the server is ahead of this computer; 0 where it cannot be asked. Asked once. */
function aheadBy(): Promise<number> {
  measured ??= measure().catch(() => {
    measured = null;
    return 0;
  });
  return measured;
}

async function measure(): Promise<number> {
  const asked = Date.now();
  const answer = await fetch("/healthz", { method: "HEAD", cache: "no-store" });
  const answered = Date.now();
  const said = Date.parse(answer.headers.get("date") ?? "");
  return Number.isNaN(said) ? 0 : said + halfASecond - (asked + answered) / 2;
}

/** The server's time in milliseconds since 1970, drawn again each second while `running`. */
export function useServerTime(running: boolean): number {
  const [time, setTime] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    let ahead = 0;
    const tick = () => setTime(Date.now() + ahead);
    void aheadBy().then((found) => {
      ahead = found;
      tick();
    });
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [running]);
  return time;
}
