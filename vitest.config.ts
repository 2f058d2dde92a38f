import { defineConfig } from "vitest/config";

/** Node tests run on two workers; browser tests one file at a time after them, so that a page never waits for a core. */
export default defineConfig({
  test: {
    pool: "forks",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    reporters: ["default", "./tests/kit/closingLine.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/browser/**"],
          globalSetup: ["./tests/kit/installPaperPrograms.ts"],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["./tests/kit/installChromium.ts"],
          maxWorkers: 1,
          // A page that a busy machine kept waiting is told once more; what fails twice has failed.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
