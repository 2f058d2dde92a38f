/** The grammar struct by struct: which place a struct has, and what may stand there. */
import * as Y from "yjs";
import {
  type ElementName,
  elements,
  isAllowedMark,
  isElementName,
  maximumDepth,
} from "../../shared/declaration/grammar.ts";

export interface Place {
  readonly parent:
    | { readonly kind: "root" | "gone" | "foreign" }
    | { readonly kind: "text"; readonly depth: number }
    | { readonly kind: "element"; readonly name: ElementName; readonly depth: number };
  readonly attribute: string | null;
  /** The item whose type it stands in; null at the top, and where that is gone. */
  readonly holder: Y.Item | null;
}

/** The kind of place that a type is; its depth where it is known already. */
export function describeType(type: unknown, knownDepth?: number): Place["parent"] {
  if (type instanceof Y.XmlText) return { kind: "text", depth: 0 };
  if (type instanceof Y.XmlElement) {
    if (!isElementName(type.nodeName)) return { kind: "foreign" };
    return { kind: "element", name: type.nodeName, depth: knownDepth ?? depthOf(type) };
  }
  return type instanceof Y.XmlFragment && type._item === null ? { kind: "root" } : { kind: "foreign" };
}

function depthOf(type: Y.XmlElement): number {
  let depth = 0;
  let item = type._item;
  while (item !== null) {
    depth += 1;
    const parent: unknown = item.parent;
    item = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return depth;
}

/** Whether that attribute of the place may hold that. */
export function isAllowedAttribute(parent: Place["parent"], attribute: string, content: unknown): boolean {
  if (parent.kind !== "element" || !(content instanceof Y.ContentAny)) return false;
  const rules = elements[parent.name].attributes;
  // Yjs merges the values that an attribute had one after the other, as an undo while offline leaves them.
  return Object.hasOwn(rules, attribute) && content.arr.every((value) => rules[attribute]?.(value) === true);
}

/** Whether that may stand in the place. */
export function isAllowedContent(parent: Place["parent"], content: unknown): boolean {
  if (parent.kind === "text") {
    return (
      content instanceof Y.ContentString ||
      (content instanceof Y.ContentFormat && isAllowedMark(content.key, content.value))
    );
  }
  if (parent.kind !== "element" || !(content instanceof Y.ContentType)) return false;
  const type: unknown = content.type;
  const rule = elements[parent.name];
  if (type instanceof Y.XmlText) return rule.text;
  return (
    type instanceof Y.XmlElement &&
    isElementName(type.nodeName) &&
    rule.children.includes(type.nodeName) &&
    parent.depth < maximumDepth * 2
  );
}

/** Whether it is the title or a section, as they stand at the top. */
export function isTemplateContent(content: unknown): boolean {
  if (!(content instanceof Y.ContentType)) return false;
  const type: unknown = content.type;
  return type instanceof Y.XmlElement && (type.nodeName === "title" || type.nodeName === "section");
}
