/** A disk that can really be full: a small tmpfs of its own where this process may mount one. */
import { spawnSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder.ts";

export interface SmallDisk {
  readonly path: string;
  /** Fills it to the last byte. */
  fill(): Promise<void>;
  /** Gives the space back. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** A disk of that many MiB; null where nothing may be mounted. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await temporaryFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder.path]);
  if (mounted.status !== 0) {
    await folder.remove();
    return null;
  }
  const ballast = join(folder.path, "ballast");
  return {
    path: folder.path,
    async fill() {
      // The last pages go one by one, so that not even a small write finds room.
      for (const size of [1024 * 1024, 4096]) {
        while (await tryToAppend(ballast, size));
      }
    },
    free: () => rm(ballast),
    async remove() {
      spawnSync("umount", ["-l", folder.path]);
      await folder.remove();
    },
  };
}

async function tryToAppend(path: string, bytes: number): Promise<boolean> {
  try {
    await writeFile(path, new Uint8Array(bytes), { flag: "a" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    return false;
  }
}
