/** Finding one's way in the editor's tree: which clause, which section, where is there room for a caret. */
import type { Node, ResolvedPos, Schema } from "@tiptap/pm/model";

export interface ClausePlace {
  readonly node: Node;
  /** Before the clause. */
  readonly pos: number;
  /** Depth of the clause; its section is one above. */
  readonly depth: number;
  /** From 0, in its section. */
  readonly index: number;
  readonly section: Node;
  readonly sectionIndex: number;
}

/** The clause that holds the position, or null (title, between clauses). */
export function clauseAround($pos: ResolvedPos): ClausePlace | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if ($pos.node(depth).type.name !== "clause") continue;
    return {
      node: $pos.node(depth),
      pos: $pos.before(depth),
      depth,
      index: $pos.index(depth - 1),
      section: $pos.node(depth - 1),
      sectionIndex: $pos.index(0),
    };
  }
  return null;
}

/** The clause of that id, or null. */
export function findClause(document: Node, id: string): ClausePlace | null {
  let found: ClausePlace | null = null;
  forEachClause(document, (place) => {
    if (place.node.attrs.id === id) found ??= place;
  });
  return found;
}

export function forEachClause(document: Node, visit: (place: ClausePlace) => void): void {
  document.forEach((section, offset, sectionIndex) => {
    if (section.type.name !== "section") return;
    section.forEach((node, inner, index) => {
      visit({ node, pos: offset + 1 + inner, depth: 2, index, section, sectionIndex });
    });
  });
}

/** Before the child of `document` at `index`. */
export function topPosition(document: Node, index: number): number {
  let position = 0;
  for (let child = 0; child < index; child++) position += document.child(child).nodeSize;
  return position;
}

/** Whether there is a place for a caret somewhere in `node`. */
export function hasRoomForCaret(node: Node): boolean {
  if (node.isTextblock) return true;
  let found = false;
  node.forEach((child) => {
    found ||= hasRoomForCaret(child);
  });
  return found;
}

/** Whether a clause holds no words. */
export function isBlank(clause: Node): boolean {
  return clause.childCount <= 1 && (clause.firstChild === null || isEmptyParagraph(clause.firstChild));
}

export function isEmptyParagraph(node: Node): boolean {
  return node.type.name === "paragraph" && node.content.size === 0;
}

/** Whether the position stands before everything in the ancestor at `depth`. */
export function atStartOf($pos: ResolvedPos, depth: number): boolean {
  if ($pos.parentOffset > 0) return false;
  for (let each = depth; each < $pos.depth; each++) if ($pos.index(each) > 0) return false;
  return true;
}

/** Whether the position stands behind everything in the ancestor at `depth`. */
export function atEndOf($pos: ResolvedPos, depth: number): boolean {
  if ($pos.parentOffset < $pos.parent.content.size) return false;
  for (let each = depth; each < $pos.depth; each++) {
    if ($pos.index(each) < $pos.node(each).childCount - 1) return false;
  }
  return true;
}

/** The node type of that name; the schema is ours, so it is there. */
export function typeOf(schema: Schema, name: string) {
  const type = schema.nodes[name];
  if (type === undefined) throw new Error(`the schema has no ${name}`);
  return type;
}

const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A random id for a new clause: 62^12, so that two people never draw the same. */
export function newClauseId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => idLetters[byte % idLetters.length]).join("");
}

/** A new clause with an id of its own, with one empty paragraph unless `blocks` says otherwise. */
export function newClause(
  schema: Schema,
  blocks?: readonly Node[],
  attributes: Readonly<Record<string, unknown>> = {},
): Node {
  return typeOf(schema, "clause").create(
    { ...attributes, id: newClauseId() },
    blocks ?? [typeOf(schema, "paragraph").create()],
  );
}
