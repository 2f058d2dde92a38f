/**
 * Loaded into a server before its own program: on any message, collects garbage and answers how many
 * bytes are really in use. Resident memory alone would hide what grows into room left by earlier work.
 */
process.on("message", () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.channel?.unref();
