/** Loaded into the server before itself (with `--expose-gc`): at SIGUSR2 it collects garbage and says on stderr what is in use. */
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.stderr.write(`memory ${JSON.stringify({ heapUsed, external, rss })}\n`);
});
