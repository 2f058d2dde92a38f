/** `14:05`, or the day before it where it was another one. */
export function timeWords(at: string, now: Date = new Date()): string {
  const time = new Date(at);
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" }).format(time);
  if (time.toDateString() === now.toDateString()) return clock;
  return `${new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(time)}, ${clock}`;
}
