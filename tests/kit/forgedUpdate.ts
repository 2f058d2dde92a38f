/** Updates written by hand, as a hostile participant can put them on the wire and no editor ever does. */
import * as encoding from "lib0/encoding";
import * as Y from "yjs";

export interface Forgery {
  readonly clock: number;
  readonly origin?: Y.ID | undefined;
  /** Where it claims to stand, if nothing stands before it. */
  readonly parent?: Y.ID | undefined;
  readonly attribute?: string;
  readonly content: Y.ContentString | Y.ContentDeleted | Y.ContentType;
}

/** An update of those structs of one client as they are, whether or not Yjs would ever make them. */
export function forgedUpdate(client: number, structs: readonly Forgery[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoding.writeVarUint(encoder.restEncoder, structs.length);
  encoder.writeClient(client);
  encoding.writeVarUint(encoder.restEncoder, structs[0]?.clock ?? 0);
  for (const { clock, origin = null, parent = null, attribute = null, content } of structs) {
    const id = Y.createID(client, clock);
    new Y.Item(id, null, origin, null, null, parent, attribute, content).write(encoder, 0);
  }
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}
