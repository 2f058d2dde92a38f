import { type KindName, startMeasured } from "../measuredServer.ts";
import type { IdleResult } from "../tasks.ts";
import { difference, visit } from "../visit.ts";
import type { Measurement } from "./figures.ts";

/** What one silent reader costs in the server's resident memory; the kernel's buffers are not in it. */
export async function measureIdleMemory(kind: KindName, clients: number): Promise<Measurement> {
  const server = await startMeasured(kind);
  try {
    const { result, begin, end } = await visit<IdleResult>(server, {
      kind: "idle",
      target: server.target,
      clients,
    });
    const grown = difference(begin.residentBytes, end.residentBytes);
    return {
      figures: {
        kilobytesPerConnection: grown === null ? null : grown / 1024 / clients,
        megabytesInAll: end.residentBytes === null ? null : end.residentBytes / 1024 / 1024,
        dropped: result.dropped,
      },
      doubts: result.dropped > 0 ? [`${result.dropped} sockets dropped`] : [],
    };
  } finally {
    await server.stop();
  }
}
