import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { TestContext } from "vitest";

const folder = resolve(import.meta.dirname, "../../../shared");

/**
 * The path of a piece of material handed out beside the project, such as `summit/programme.json`.
 * Where it is absent the test is skipped and says so; under CI it fails.
 */
export function sharedMaterial(context: TestContext, name: string): string {
  const path = resolve(folder, name);
  if (existsSync(path)) return path;
  const reason = `../shared/${name} is not there`;
  if (process.env.CI === "true") throw new Error(reason);
  return context.skip(reason);
}
