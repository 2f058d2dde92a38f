/** Chance that can be repeated: the same seed gives the same numbers (Mulberry32), each from 0 up to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed of this run: `SEED` from the environment to repeat a failure, else a new one. */
export function seedOfThisRun(): number {
  return Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
}
