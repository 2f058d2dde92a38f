/** A zip from a stranger, unpacked within bounds: what it says of itself is counted before anything grows. */
import { unzipSync } from "fflate";
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";

/**
 * The entries whose names `wanted` takes, unpacked. An entry never grows past the size it declares, and all of them
 * together stay within the limit. Refusals: import-unreadable, import-too-complex.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  let entries = 0;
  let size = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        entries++;
        size += originalSize;
        if (entries > limits.importedEntries || size > limits.importedUnpackedBytes)
          throw new Refusal("import-too-complex");
        return wanted(name);
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("import-unreadable");
  }
}
