/** The press: makes papers in threads of their own, so that a room never waits for one. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ExportOptions } from "../../shared/exports.ts";
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";
import type { Archived } from "./archive.ts";
import type { PaperKind } from "./formats.ts";
import type { PackedState, Paper, PressAnswer, PressJob } from "./pressMessages.ts";

/** Refusal export-failed, with what happened for the log. */
export class ExportFailure extends Refusal {
  constructor(reason: string) {
    super("export-failed");
    this.cause = new Error(reason);
  }
}

interface PressOptions {
  /** The file of the worker; a test brings one that misbehaves. */
  readonly workerFile?: URL;
  readonly workers?: number;
  readonly waiting?: number;
  readonly milliseconds?: number;
}

interface Waiting {
  readonly job: PressJob;
  readonly milliseconds: number;
  readonly resolve: (paper: Paper) => void;
  readonly reject: (error: Refusal) => void;
}

const textElsewhere = "The text of this version stayed where the declaration came from.";

/** One core stays with the rooms; beyond four, memory costs more than the waiting. */
const usualWorkers = Math.max(1, Math.min(4, availableParallelism() - 1));
/** A paper of 200 clauses with 1,000 comments needs about a tenth of it. */
const workerMegabytes = 768;

export class Press {
  readonly #workerFile: URL;
  readonly #workers: number;
  readonly #mostWaiting: number;
  readonly #milliseconds: number;
  readonly #waiting: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, (failure: ExportFailure) => void>();
  #closed = false;

  constructor({ workerFile, workers, waiting, milliseconds }: PressOptions = {}) {
    this.#workerFile = workerFile ?? new URL("./pressWorker.ts", import.meta.url);
    this.#workers = workers ?? usualWorkers;
    this.#mostWaiting = waiting ?? limits.waitingExports;
    this.#milliseconds = milliseconds ?? limits.exportMilliseconds;
  }

  /** That state in that format. Refusals: export-busy, export-failed; version-unknown where its text is not here. */
  write(format: PaperKind, state: PackedState, options: ExportOptions): Promise<Paper> {
    return this.#queue({ format, state, options }, this.#milliseconds);
  }

  /** That state, with every record of it, in every format and with whatever else is archived. Refusals as for a paper. */
  archive(state: PackedState, archived: Archived, options: ExportOptions): Promise<Paper> {
    return this.#queue({ format: "archive", state, archived, options }, limits.archiveMilliseconds);
  }

  #queue(job: PressJob, milliseconds: number): Promise<Paper> {
    if (this.#closed) return Promise.reject(new ExportFailure("the press is closed"));
    if (this.#waiting.length >= this.#mostWaiting) return Promise.reject(new Refusal("export-busy"));
    const { promise, resolve, reject } = Promise.withResolvers<Paper>();
    this.#waiting.push({ job, milliseconds, resolve, reject });
    this.#next();
    return promise;
  }

  /** Ends every worker; whoever waits is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new ExportFailure("the press is closed"));
    const workers = [...this.#busy.keys(), ...this.#idle.splice(0)];
    for (const fail of [...this.#busy.values()]) fail(new ExportFailure("the press is closed"));
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#closed || this.#waiting.length === 0) return;
    if (this.#idle.length === 0 && this.#busy.size >= this.#workers) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    const worker = this.#idle.pop() ?? this.#start();
    if (worker === null) next.reject(new ExportFailure("no worker could be started"));
    else this.#print(worker, next);
  }

  #start(): Worker | null {
    try {
      const worker = new Worker(this.#workerFile, {
        resourceLimits: { maxOldGenerationSizeMb: workerMegabytes },
        // Nothing of the server's secrets belongs in there.
        env: {},
        // A worker needs no flag of the process, and some of them are refused in one.
        execArgv: [],
      });
      // While it is idle it keeps no process alive; an error without a paper under way has nobody to be told to.
      worker.unref();
      worker.on("error", () => {});
      worker.once("exit", () => {
        const place = this.#idle.indexOf(worker);
        if (place >= 0) this.#idle.splice(place, 1);
      });
      return worker;
    } catch {
      return null;
    }
  }

  #print(worker: Worker, { job, milliseconds, resolve, reject }: Waiting): void {
    const { format } = job;
    const settle = (act: () => void) => {
      clearTimeout(tooLong);
      worker.off("message", answered).off("error", crashed).off("exit", ended);
      this.#busy.delete(worker);
      act();
      this.#next();
    };
    const fail = (failure: ExportFailure) =>
      settle(() => {
        worker.terminate();
        reject(failure);
      });
    const answered = (answer: PressAnswer) =>
      settle(() => {
        this.#idle.push(worker);
        if ("bytes" in answer) resolve(answer);
        else if ("empty" in answer) reject(new Refusal("version-unknown", textElsewhere));
        else reject(new ExportFailure(`${format}: ${answer.failure}`));
      });
    const crashed = (error: unknown) => fail(new ExportFailure(`${format}: ${String(error)}`));
    const ended = (code: number) => fail(new ExportFailure(`${format}: the worker ended with ${code}`));
    const tooLong = setTimeout(
      () => fail(new ExportFailure(`${format}: took more than ${milliseconds} ms`)),
      milliseconds,
    );
    this.#busy.set(worker, fail);
    worker.on("message", answered).on("error", crashed).on("exit", ended);
    try {
      worker.postMessage(job);
    } catch (error) {
      crashed(error);
    }
  }
}
