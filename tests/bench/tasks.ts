/** What the bench asks of a crowd, and what the crowd says back: the messages between the two processes. */
import type { Scenario } from "./scenarios.ts";

/** How a client of that server speaks: the stock y-websocket wire, Hocuspocus's, or the bare relay's. */
export type Dialect = "stock" | "hocuspocus" | "relay";

/** A running server as the crowd sees it. */
export interface Target {
  readonly url: string;
  readonly dialect: Dialect;
  /** Join links where people come in as people, as in Plenary; null where anybody may connect. */
  readonly links: {
    readonly facilitator: string;
    readonly participant: string;
    readonly attendee: string;
  } | null;
}

export type Task =
  | {
      readonly kind: "fanOut";
      readonly target: Target;
      readonly scenario: Scenario;
      readonly warmUpSeconds: number;
      readonly seconds: number;
    }
  | { readonly kind: "joinStorm"; readonly target: Target; readonly clients: number; readonly bytes: number }
  | { readonly kind: "idle"; readonly target: Target; readonly clients: number }
  | { readonly kind: "firstText"; readonly target: Target };

/** Milliseconds from the sending of an edit to its arrival, over all clients of a role. */
export interface Delays {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

export interface FanOutResult {
  readonly writers: Delays;
  readonly readers: Delays;
  readonly edits: number;
  /** Arrivals that never came; every edit should reach everybody but its author. */
  readonly missing: number;
  readonly expected: number;
  readonly dropped: number;
  /** Bytes that all clients received in the window, and its length. */
  readonly bytes: number;
  readonly seconds: number;
  /** How much of its core the crowd itself took: near 1 it was the crowd that was measured. */
  readonly crowdLoad: number;
}

export interface JoinStormResult {
  readonly textBytes: number;
  /** Milliseconds from the first connect until a client had the whole text. */
  readonly delays: Delays;
  readonly bytes: number;
  readonly incomplete: number;
  readonly crowdLoad: number;
}

export interface IdleResult {
  readonly dropped: number;
}

export interface FirstTextResult {
  readonly milliseconds: number;
  readonly textBytes: number;
  readonly characters: number;
}

export type TaskResult = FanOutResult | JoinStormResult | IdleResult | FirstTextResult;

/** The crowd tells when a measured time begins and ends, so that the bench looks at the server then. */
export type Mark = "begin" | "end";

export type FromCrowd =
  | { readonly kind: "ready" }
  | { readonly kind: "mark"; readonly mark: Mark }
  | { readonly kind: "result"; readonly result: TaskResult }
  | { readonly kind: "failed"; readonly reason: string };
