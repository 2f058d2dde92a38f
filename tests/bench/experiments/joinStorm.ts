import { type KindName, startMeasured } from "../measuredServer.ts";
import type { JoinStormResult } from "../tasks.ts";
import { difference, visit } from "../visit.ts";
import { doubtsAbout, foreignPercents, type Measurement } from "./figures.ts";

/** Many who come in at one moment: what it costs the server, and when the last of them has the whole text. */
export async function measureJoinStorm(
  kind: KindName,
  { clients, bytes }: { readonly clients: number; readonly bytes: number },
): Promise<Measurement> {
  const server = await startMeasured(kind);
  try {
    const { result, begin, end, foreign } = await visit<JoinStormResult>(server, {
      kind: "joinStorm",
      target: server.target,
      clients,
      bytes,
    });
    const doubts = doubtsAbout({ foreign });
    if (result.incomplete > 0) doubts.push(`${result.incomplete} clients without the whole text`);
    return {
      figures: {
        serverSeconds: difference(begin.cpuSeconds, end.cpuSeconds),
        secondsUntilAll: result.delays.max / 1000,
        p50: result.delays.p50,
        kilobytes: result.textBytes / 1000,
        megabytesSent: result.bytes / 1e6,
        incomplete: result.incomplete,
        crowdPercent: result.crowdLoad * 100,
        ...foreignPercents(foreign),
      },
      doubts,
    };
  } finally {
    await server.stop();
  }
}
