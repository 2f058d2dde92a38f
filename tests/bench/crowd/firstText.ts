/** The first one in after a start: how long until the text stands there whole. */
import * as Y from "yjs";
import { fragmentName } from "../../../shared/declaration/grammar.ts";
import type { FirstTextResult, Mark, Target } from "../tasks.ts";
import { Client } from "./client.ts";
import { openDoors } from "./doors.ts";
import { FrameBook } from "./frameBook.ts";
import { wireOf } from "./wire.ts";

export async function firstText(
  { target }: { readonly target: Target },
  mark: (mark: Mark) => void,
): Promise<FirstTextResult> {
  const wire = wireOf(target.dialect);
  const [door] = await openDoors(target, 0, 1);
  if (door === undefined) throw new Error("no door");
  mark("begin");
  const began = performance.now();
  const client = new Client(door, wire, new FrameBook(wire));
  const text = await client.text;
  const milliseconds = performance.now() - began;
  mark("end");
  client.line.end();
  const document = new Y.Doc();
  Y.applyUpdate(document, text);
  return {
    milliseconds,
    textBytes: text.length,
    characters: document
      .getXmlFragment(fragmentName)
      .toString()
      .replaceAll(/<[^>]*>/g, "").length,
  };
}
