/**
 * The text guard: decides about every update before it touches the document, the disk or anybody
 * else. It decodes (never applies), lets in only what the grammar knows, keeps the sections where
 * the template laid them (R4, R5), and new words only under their author's own client id (R8).
 */
import * as Y from "yjs";
import { findClause } from "../../shared/declaration/findClause.ts";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { Refusal } from "../errors.ts";
import { Candidates } from "./candidates.ts";
import { elementsAround, type FrozenParts } from "./frozenParts.ts";
import { KnownStructs, type Struct } from "./knownStructs.ts";
import {
  describeType,
  isAllowedAttribute,
  isAllowedContent,
  isTemplateContent,
  type Place,
} from "./textRules.ts";

export type Verdict =
  /** Store it. `authors` are client ids seen for the first time. */
  | {
      readonly kind: "accepted";
      readonly update: Uint8Array;
      readonly newClients: readonly number[];
      readonly structural: boolean;
    }
  /** It holds nothing that is not stored already. */
  | { readonly kind: "nothing" }
  /** It builds on something that never arrived: ask for the whole text again. */
  | { readonly kind: "gap" };

/** Ids below are handed out by the server; a stock client draws its own from the whole 32-bit range. */
const firstStockClientId = 2 ** 20;
/** An honest client writes under one id, and after reloads resends under a few of its own earlier ones. */
const mostClientsInUpdate = 64;
/** A stock client draws a new id with each page; more than this one person never opens. */
const mostClientsOfPerson = 4096;
const highestClock = 2 ** 31;

const gone: Place = { parent: { kind: "gone" }, attribute: null, holder: null };

interface Range {
  readonly clock: number;
  readonly end: number;
}

export class TextGuard {
  readonly known: KnownStructs;
  readonly #document: Y.Doc;
  /** Who writes under which client id; shared with the room, which adds to it. */
  readonly #authors: ReadonlyMap<number, string | null>;
  /** Whether title and sections may be laid down: only where a whole text is looked at, before it has a room. */
  readonly #laysDown: boolean;
  /** The title and section elements and their attributes: what no client may delete (R4). */
  readonly #protected = new Map<number, Range[]>();
  /** How many client ids of their own making each person has brought. */
  readonly #brought = new Map<string, number>();
  /** Places of structs that wait for their commit; those in the document know their own. */
  readonly #places = new WeakMap<Y.Item, Place>();

  constructor(document: Y.Doc, authors: ReadonlyMap<number, string | null>, laysDown = false) {
    this.#document = document;
    this.#authors = authors;
    this.#laysDown = laysDown;
    this.known = new KnownStructs(document);
    for (const [client, author] of authors) {
      if (author !== null && client >= firstStockClientId)
        this.#brought.set(author, this.#broughtBy(author) + 1);
    }
    this.#protectTemplate();
  }

  /**
   * Looks at an update of `participantId` (null: the server itself, which may do anything that the
   * grammar allows). Throws a Refusal that names what is wrong; nothing is changed then. `frozen`: what may not be
   * written in by anybody but the server.
   */
  check(update: Uint8Array, participantId: string | null, frozen: FrozenParts | null = null): Verdict {
    // What is stored already goes first: the rest of a struct may stand elsewhere than the whole claims to.
    const clean = this.#withoutKnown(update);
    if (clean === null) return { kind: "gap" };
    const { structs, ds } = decode(clean);
    const candidates = new Map<number, Struct[]>();
    for (const struct of structs as Struct[]) {
      const { client, clock } = struct.id;
      const queue = candidates.get(client) ?? [];
      const last = queue.at(-1);
      if (last && clock < last.id.clock + last.length) throw new Refusal("frame-malformed");
      queue.push(struct);
      candidates.set(client, queue);
    }
    const newClients = this.#checkAuthors([...candidates.keys()], participantId);
    const accepted = new Candidates(this.known, candidates);
    let structural = false;
    for (let struct = accepted.next(); struct !== null; struct = accepted.next()) {
      structural = this.#checkStruct(struct, accepted, participantId) || structural;
      if (frozen === null || participantId === null) continue;
      this.#refuseFrozen(struct, frozen);
      this.#refuseFrozenId(struct, frozen);
    }
    if (accepted.unresolved) return { kind: "gap" };

    let deletesSomething = false;
    for (const [client, ranges] of ds.clients) {
      const state = accepted.state(client);
      for (const { clock, len } of ranges) {
        if (clock + len > state) return { kind: "gap" };
        if (participantId !== null) this.#checkDeletion(client, clock, clock + len);
        if (this.known.isDeleted(client, clock, len)) continue;
        deletesSomething = true;
        if (frozen !== null && participantId !== null) {
          for (let at = clock; at < clock + len; ) {
            const struct = accepted.find(Y.createID(client, at));
            if (struct === null) break;
            if (!struct.deleted) this.#refuseFrozen(struct, frozen);
            at = struct.id.clock + struct.length;
          }
        }
      }
    }
    if (candidates.size === 0 && !deletesSomething) return { kind: "nothing" };
    for (const queue of candidates.values()) this.known.add(queue);
    if (participantId !== null && newClients.length > 0)
      this.#brought.set(participantId, this.#broughtBy(participantId) + newClients.length);
    return { kind: "accepted", update: clean, newClients, structural: structural || deletesSomething };
  }

  /** Call after the document took updates in. */
  settle(): void {
    this.known.settle();
  }

  #checkAuthors(clients: readonly number[], participantId: string | null): number[] {
    if (participantId === null) return [];
    if (clients.length > mostClientsInUpdate) throw new Refusal("author-mismatch");
    const brought = clients.filter((client) => {
      const author = this.#authors.get(client);
      if (author === undefined && client >= firstStockClientId) return true;
      if (author !== participantId) throw new Refusal("author-mismatch");
      return false;
    });
    if (this.#broughtBy(participantId) + brought.length > mostClientsOfPerson)
      throw new Refusal("author-mismatch");
    return brought;
  }

  #broughtBy(participantId: string): number {
    return this.#brought.get(participantId) ?? 0;
  }

  #checkDeletion(client: number, clock: number, end: number): void {
    const touched = this.#protected.get(client)?.some((range) => clock < range.end && end > range.clock);
    if (touched) throw new Refusal("section-protected");
  }

  /** Throws where the grammar does not allow the struct; answers whether it makes or names an element. */
  #checkStruct(struct: Struct, known: Candidates, participantId: string | null): boolean {
    if (!(struct instanceof Y.Item)) return false;
    // Such a struct stands in one order where it is new and in another where it is loaded.
    if (struct.origin !== null && Y.compareIDs(struct.origin, struct.rightOrigin))
      throw new Refusal("text-not-allowed");
    const place = this.#placeOf(struct, known);
    this.#places.set(struct, place);
    const { parent, attribute } = place;
    if (parent.kind === "gone") return false;
    // Deleted or not, it would take the place of the value that stands there.
    if (
      attribute !== null &&
      participantId !== null &&
      parent.kind === "element" &&
      parent.name === "section"
    )
      throw new Refusal("section-protected");
    if (this.#laysDown && parent.kind === "root") return this.#layDown(struct, attribute);
    if (struct.content instanceof Y.ContentDeleted) return attribute !== null;
    if (parent.kind === "foreign") throw new Refusal("text-not-allowed");
    if (parent.kind === "root") throw new Refusal("section-protected");
    if (attribute !== null) {
      if (!isAllowedAttribute(parent, attribute, struct.content)) throw new Refusal("text-not-allowed");
      return true;
    }
    if (!isAllowedContent(parent, struct.content)) throw new Refusal("text-not-allowed");
    return parent.kind === "element" && struct.content instanceof Y.ContentType;
  }

  /** At the top of a whole text stand its title and its sections, and nothing ever went from there. */
  #layDown({ parent, content }: Y.Item, attribute: string | null): true {
    // Beside a struct that is let in here, its name was looked at.
    if (typeof parent === "string" && parent !== fragmentName) throw new Refusal("text-not-allowed");
    if (attribute !== null || !isTemplateContent(content)) throw new Refusal("section-protected");
    return true;
  }

  /** Where a struct will stand, by the same steps as Yjs when it integrates it (`Item.getMissing`, yjs 13.6). */
  #placeOf(item: Y.Item, known: Candidates): Place {
    const neighbours = [item.origin, item.rightOrigin].map((id) => (id === null ? null : known.find(id)));
    if (neighbours.some((neighbour) => neighbour instanceof Y.GC)) return gone;
    if (typeof item.parent === "string")
      return { parent: { kind: "root" }, attribute: item.parentSub, holder: null };
    if (item.parent instanceof Y.ID) {
      const holder = known.find(item.parent);
      return {
        parent: this.#describeElement(holder),
        attribute: item.parentSub,
        holder: holder instanceof Y.Item ? holder : null,
      };
    }
    const neighbour = neighbours.find((each) => each instanceof Y.Item);
    if (!(neighbour instanceof Y.Item)) throw new Refusal("frame-malformed");
    const waiting = this.#places.get(neighbour);
    if (waiting) return waiting;
    if (neighbour.parent instanceof Y.AbstractType) {
      const { parent, parentSub } = neighbour;
      return { parent: describeType(parent), attribute: parentSub, holder: parent._item };
    }
    return gone;
  }

  #describeElement(holder: Struct | null): Place["parent"] {
    if (!(holder instanceof Y.Item) || holder.content instanceof Y.ContentDeleted) return { kind: "gone" };
    if (!(holder.content instanceof Y.ContentType)) return { kind: "foreign" };
    const waiting = this.#places.get(holder);
    const type: unknown = holder.content.type;
    if (!waiting || holder.parent instanceof Y.AbstractType) return describeType(type);
    const above = waiting.parent;
    return describeType(type, above.kind === "element" ? above.depth + 1 : 1);
  }

  #refuseFrozen(struct: Struct, frozen: FrozenParts): void {
    if (frozen.everything) throw new Refusal("clause-frozen");
    if (!(struct instanceof Y.Item)) return;
    const around = elementsAround(struct, (item) => this.#holderOf(item));
    if (frozen.holds(around)) throw new Refusal("clause-frozen");
  }

  /** Of two clauses with one id the referee gives the later one another: nobody may have it rename one that is frozen. */
  #refuseFrozenId(struct: Struct, frozen: FrozenParts): void {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) return;
    if (this.#places.get(struct)?.attribute !== "id") return;
    for (const id of struct.content.arr) {
      const clause = typeof id === "string" ? findClause(this.#document, id) : null;
      if (clause !== null && frozen.holds([clause.element, clause.section]))
        throw new Refusal("clause-frozen");
    }
  }

  /** The item whose type holds `item`, also where `item` waits for its commit; null at the top. */
  #holderOf(item: Y.Item): Y.Item | null {
    const parent: unknown = item.parent;
    return parent instanceof Y.AbstractType ? parent._item : (this.#places.get(item)?.holder ?? null);
  }

  /** The update without the structs, and parts of structs, that are known; null where it has holes. */
  #withoutKnown(update: Uint8Array): Uint8Array | null {
    const known = new Map<number, number>();
    let resent = false;
    for (const struct of decode(update).structs) {
      if (struct instanceof Y.Skip) return null;
      const { client, clock } = struct.id;
      // Yjs finds nothing any more beside a struct without length.
      if (struct.length === 0 || clock + struct.length > highestClock) throw new Refusal("frame-malformed");
      const state = this.known.state(client);
      known.set(client, state);
      resent ||= clock < state;
    }
    return resent ? Y.diffUpdate(update, Y.encodeStateVector(known)) : update;
  }

  #protectTemplate(): void {
    for (const element of this.#document.getXmlFragment(fragmentName).toArray()) {
      protect(this.#protected, element._item);
      if (element instanceof Y.XmlElement && element.nodeName === "section") {
        for (const attribute of element._map.values()) protect(this.#protected, attribute);
      }
    }
  }
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(update);
  } catch {
    throw new Refusal("frame-malformed");
  }
}

function protect(ranges: Map<number, Range[]>, item: Y.Item | null): void {
  if (item === null) return;
  const range = { clock: item.id.clock, end: item.id.clock + item.length };
  const own = ranges.get(item.id.client);
  if (own) own.push(range);
  else ranges.set(item.id.client, [range]);
}
