import { type KindName, startMeasured } from "../measuredServer.ts";
import type { Scenario } from "../scenarios.ts";
import type { Delays, FanOutResult } from "../tasks.ts";
import { difference, visit } from "../visit.ts";
import { doubtsAbout, foreignPercents, type Measurement } from "./figures.ts";

const warmUpSeconds = 2;

/** One room at work on one kind of server: its processor time, its bytes, and the delays by role. */
export async function measureFanOut(
  kind: KindName,
  scenario: Scenario,
  seconds: number,
): Promise<Measurement> {
  const server = await startMeasured(kind);
  try {
    const { result, begin, end, foreign } = await visit<FanOutResult>(server, {
      kind: "fanOut",
      target: server.target,
      scenario,
      warmUpSeconds,
      seconds,
    });
    const elapsed = (end.at - begin.at) / 1000;
    const cpu = difference(begin.cpuSeconds, end.cpuSeconds);
    const doubts = doubtsAbout({ crowdLoad: result.crowdLoad, foreign });
    if (result.missing > 0)
      doubts.push(`fell behind: ${result.missing} of ${result.expected} arrivals missing`);
    if (result.dropped > 0) doubts.push(`${result.dropped} sockets dropped`);
    return {
      figures: {
        corePercent: cpu === null ? null : (cpu / elapsed) * 100,
        megabytesPerSecond: result.bytes / 1e6 / result.seconds,
        ...named("writers", result.writers),
        ...named("readers", result.readers),
        editsPerSecond: result.edits / result.seconds,
        missing: result.missing,
        dropped: result.dropped,
        crowdPercent: result.crowdLoad * 100,
        ...foreignPercents(foreign),
      },
      doubts,
    };
  } finally {
    await server.stop();
  }
}

function named(role: string, { p50, p90, p99, max }: Delays): Record<string, number> {
  return { [`${role}P50`]: p50, [`${role}P90`]: p90, [`${role}P99`]: p99, [`${role}Max`]: max };
}
