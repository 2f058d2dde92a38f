import { once } from "node:events";
import { type KindName, type MeasuredServer, startMeasured } from "../measuredServer.ts";
import type { IdleResult } from "../tasks.ts";
import { difference, visit } from "../visit.ts";
import type { Measurement } from "./figures.ts";

/**
 * What one silent reader costs in the server's memory: in use after its garbage was collected, and
 * resident. The kernel's buffers are in neither.
 */
export async function measureIdleMemory(kind: KindName, clients: number): Promise<Measurement> {
  const server = await startMeasured(kind, {
    nodeWords: ["--expose-gc", "--import", "./tests/bench/tellMemory.ts"],
  });
  const looks: Promise<number>[] = [];
  try {
    const { result, begin, end } = await visit<IdleResult>(
      server,
      { kind: "idle", target: server.target, clients },
      () => looks.push(bytesInUse(server)),
    );
    const [before = 0, after = 0] = await Promise.all(looks);
    const grown = difference(begin.residentBytes, end.residentBytes);
    return {
      figures: {
        kilobytesPerConnection: (after - before) / 1024 / clients,
        residentKilobytesPerConnection: grown === null ? null : grown / 1024 / clients,
        megabytesInAll: end.residentBytes === null ? null : end.residentBytes / 1024 / 1024,
        dropped: result.dropped,
      },
      doubts: result.dropped > 0 ? [`${result.dropped} sockets dropped`] : [],
    };
  } finally {
    await server.stop();
  }
}

async function bytesInUse(server: MeasuredServer): Promise<number> {
  const answer = once(server.process, "message");
  server.process.send("how much?");
  const [bytes] = await answer;
  return Number(bytes);
}
