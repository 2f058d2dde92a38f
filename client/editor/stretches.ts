import type { Node } from "@tiptap/pm/model";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a stretch of a clause's plain words stands in the editor's tree. The words are those of `plainTextOfBlocks`: a
 * line for each paragraph and each line break. Null where the clause has not as many.
 */
export function stretchIn(clause: Node, clausePosition: number, { from, to }: Stretch): Stretch | null {
  let offset = 0;
  let start: number | null = null;
  let end: number | null = null;
  /** `length` words of one kind begin at `position`. */
  const pass = (position: number, length: number) => {
    if (from >= offset && from < offset + length) start = position + from - offset;
    if (to > offset && to <= offset + length) end = position + to - offset;
    offset += length;
  };
  const visit = (parent: Node, inside: number) => {
    parent.forEach((child, before, index) => {
      const position = inside + before;
      if (child.isText) pass(position, child.nodeSize);
      else if (child.isInline) pass(position, 1);
      else {
        if (index > 0) pass(position, 1);
        visit(child, position + 1);
      }
    });
  };
  visit(clause, clausePosition + 1);
  return start === null || end === null || start >= end ? null : { from: start, to: end };
}
