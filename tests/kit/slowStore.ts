/** Loaded into the server before itself: each commit that stores text takes 300 ms longer. */
import { watchDatabase } from "./watchDatabase.ts";

const milliseconds = 300;
const pause = new Int32Array(new SharedArrayBuffer(4));

watchDatabase({
  committing(writing) {
    // The database runs in the server's own thread: a slow disk stops all of it.
    if (writing === "text") Atomics.wait(pause, 0, 0, milliseconds);
  },
});
