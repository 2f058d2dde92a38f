/** A process to be killed: appends to declaration `one` without end and prints each sequence once it is on disk. */
import { writeSync } from "node:fs";
import { openStore } from "../../server/store/openStore.ts";

const [dataDirectory = ""] = process.argv.slice(2);
const store = await openStore({ dataDirectory });
let { sequence } = await store.loadText("one");
while (true) {
  sequence += 1;
  const update = new Uint8Array(200).fill(sequence & 0xff);
  await store.appendText([{ declarationId: "one", sequence, update, authors: [] }]);
  writeSync(1, `${sequence}\n`);
}
