import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

export type Tally = { passed: number; failed: number; skipped: string[] };

/**
 * Counts a finished run. A file or suite that broke outside its tests, and an error nobody caught, each count as
 * one failure: "0 failed" is never said of a run that did not succeed.
 */
export function tallyOf(modules: readonly TestModule[], uncaught: readonly SerializedError[]): Tally {
  const tally: Tally = { passed: 0, failed: uncaught.length, skipped: [] };
  for (const module of modules) {
    tally.failed += module.errors().length > 0 ? 1 : 0;
    for (const suite of module.children.allSuites()) tally.failed += suite.errors().length > 0 ? 1 : 0;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === "passed") tally.passed += 1;
      else if (result.state === "failed") tally.failed += 1;
      else {
        const reason = result.state === "skipped" ? result.note : "the run ended before it";
        tally.skipped.push(reason === undefined ? test.fullName : `${test.fullName}: ${reason}`);
      }
    }
  }
  return tally;
}

/** The closing line as people and machines read it: `N passed, N failed`, and the skipped where there are any. */
export function closingLineOf(tally: Tally): string {
  const counted = `${tally.passed} passed, ${tally.failed} failed`;
  return tally.skipped.length === 0 ? counted : `${counted}, ${tally.skipped.length} skipped`;
}

/** Reporter: names every skipped test with its reason, and ends the whole output with the closing line. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], uncaught: readonly SerializedError[]): void {
    const tally = tallyOf(modules, uncaught);
    // Vitest itself may still have something to say after this call, and nothing may follow the closing line.
    process.once("exit", () => {
      for (const test of tally.skipped) process.stdout.write(`skipped: ${test}\n`);
      process.stdout.write(`${closingLineOf(tally)}\n`);
    });
  }
}
