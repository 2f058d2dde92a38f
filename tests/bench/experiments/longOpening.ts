import type { LongHistory } from "../longHistory.ts";
import { type KindName, startMeasured } from "../measuredServer.ts";
import type { FirstTextResult } from "../tasks.ts";
import { difference, visit } from "../visit.ts";
import { doubtsAbout, foreignPercents, type Measurement } from "./figures.ts";

/** A server that has just started opens a text with a long past for the first who comes. */
export async function measureLongOpening(kind: KindName, history: LongHistory): Promise<Measurement> {
  const server = await startMeasured(kind, history);
  try {
    const { result, begin, end, foreign } = await visit<FirstTextResult>(server, {
      kind: "firstText",
      target: server.target,
    });
    return {
      figures: {
        milliseconds: result.milliseconds,
        serverSeconds: difference(begin.cpuSeconds, end.cpuSeconds),
        startMilliseconds: server.readyAfter,
        keystrokes: history.keystrokes,
        kilobytes: result.textBytes / 1000,
        characters: result.characters,
        ...foreignPercents(foreign),
        megabytesInAll: end.residentBytes === null ? null : end.residentBytes / 1024 / 1024,
      },
      doubts: doubtsAbout({ foreign }),
    };
  } finally {
    await server.stop();
  }
}
