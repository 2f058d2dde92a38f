import { setTimeout as pause } from "node:timers/promises";
import * as Y from "yjs";
import { declarationFileOf } from "../../../shared/declarationFile.ts";
import { type ExportFormat, exportFormats } from "../../../shared/exports.ts";
import { largeDeclaration, largeRecords } from "../../kit/largeDeclaration.ts";
import { elementAt, join, type StockClient, stockClient } from "../../kit/stockClient.ts";
import { startMeasured } from "../measuredServer.ts";
import { busySeconds, coreCount, cpuSecondsOfAll } from "../pinnedProcess.ts";
import { difference } from "../visit.ts";
import { doubtsAbout, foreignPercents, type Measurement } from "./figures.ts";

const exportsAtOnce = 10;
const millisecondsBetweenEdits = 50;
const patienceMilliseconds = 15_000;

interface Answer {
  readonly links: readonly { readonly role: string; readonly url: string }[];
}

/**
 * A declaration of 200 clauses with 1,000 comments: how long each paper takes alone, and how much later an edit of one
 * writer comes to another while ten papers are asked for at all times. The server may use every core, as in a hall.
 */
export async function measureExports(seconds: number): Promise<Measurement> {
  const server = await startMeasured("plenary", { everyCore: true });
  const clients: StockClient[] = [];
  try {
    const { url, links } = server.target;
    const creator = await join(url, links?.facilitator ?? "", "Creator");
    const made = await bringLarge(url, creator.cookie);
    const linkOf = (role: string) => made.links.find((link) => link.role === role)?.url ?? "";
    const facilitator = await join(url, linkOf("facilitator"), "Facilitator");
    for (const name of ["Alice", "Bob"])
      clients.push(await stockClient(url, await join(url, linkOf("participant"), name)));
    const print = (format: ExportFormat) => exportOnce(url, facilitator, format);

    // Typefaces and programs are read once, whatever comes first.
    for (const format of exportFormats) await print(format);
    const begin = look();
    const alone: Record<string, number> = {};
    for (const format of exportFormats) alone[format] = await print(format);
    const quiet = await watchEdits(clients, "~", pause(seconds * 1000));
    const end = look();
    let exports = 0;
    const until = performance.now() + seconds * 1000;
    const queue = async (first: number) => {
      for (let turn = first; performance.now() < until; turn++, exports++)
        await print(exportFormats[turn % exportFormats.length] as ExportFormat);
    };
    const busy = await watchEdits(
      clients,
      "#",
      Promise.all(Array.from({ length: exportsAtOnce }, (_, first) => queue(first))),
    );

    const own = difference(begin.own, end.own);
    const all = difference(begin.busy, end.busy);
    const elapsed = (end.at - begin.at) / 1000;
    const machine = own === null || all === null ? null : Math.max(0, all - own) / elapsed / coreCount;
    const missing = quiet.missing + busy.missing;
    const doubts = doubtsAbout({ foreign: { machine } });
    if (missing > 0) doubts.push(`${missing} edits never came`);
    return {
      figures: {
        ...alone,
        quietP50: quiet.p50,
        quietP99: quiet.p99,
        busyP50: busy.p50,
        busyP99: busy.p99,
        rise: busy.p99 - quiet.p99,
        exports,
        edits: quiet.edits + busy.edits,
        missing,
        ...foreignPercents({ machine }),
      },
      doubts,
    };
  } finally {
    for (const client of clients) client.leave();
    await server.stop();
  }
}

function look() {
  return { at: performance.now(), own: cpuSecondsOfAll(), busy: busySeconds(null) };
}

async function bringLarge(url: string, cookie: string): Promise<Answer> {
  const response = await fetch(`${url}/api/import`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json", "x-file-name": "large.json" },
    body: JSON.stringify(declarationFileOf(largeDeclaration, largeRecords)),
  });
  if (!response.ok) throw new Error(`importing failed: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Milliseconds from asking until the whole paper is there. */
async function exportOnce(
  url: string,
  { declarationId, cookie }: { readonly declarationId: string; readonly cookie: string },
  format: ExportFormat,
): Promise<number> {
  const asked = performance.now();
  const response = await fetch(`${url}/api/declarations/${declarationId}/export/${format}`, {
    headers: { cookie },
  });
  const paper = await response.arrayBuffer();
  if (!response.ok || paper.byteLength === 0) throw new Error(`${format} failed: ${response.status}`);
  return performance.now() - asked;
}

/** One writes a word between two signs now and then, the other notes when it is there, until `meanwhile` is over. */
async function watchEdits(
  [writer, reader]: readonly StockClient[],
  sign: string,
  meanwhile: Promise<unknown>,
) {
  if (writer === undefined || reader === undefined) throw new Error("nobody writes");
  const words = elementAt(writer.fragment, 1, 0, 0).get(0);
  if (!(words instanceof Y.XmlText)) throw new Error("the first clause has no words");
  const sent = new Map<string, number>();
  const delays: number[] = [];
  const note = (_: Uint8Array, origin: unknown) => {
    if (origin !== reader.provider) return;
    const now = performance.now();
    const text = elementAt(reader.fragment, 1, 0, 0).toString();
    for (const [word, at] of sent) {
      if (!text.includes(word)) continue;
      delays.push(now - at);
      sent.delete(word);
    }
  };
  reader.document.on("update", note);
  let over = false;
  const ended = meanwhile.finally(() => {
    over = true;
  });
  let edits = 0;
  for (; !over; edits++) {
    const word = `${sign}${edits}${sign}`;
    sent.set(word, performance.now());
    words.insert(0, word);
    await pause(millisecondsBetweenEdits);
  }
  await ended;
  const patience = performance.now() + patienceMilliseconds;
  while (sent.size > 0 && performance.now() < patience) await pause(millisecondsBetweenEdits);
  reader.document.off("update", note);
  delays.sort((one, other) => one - other);
  const quantile = (share: number) => delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN;
  return { edits, missing: sent.size, p50: quantile(0.5), p99: quantile(0.99) };
}
