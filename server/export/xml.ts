/** XML put together from parts, so that what people wrote can only ever be text or an attribute's value. */

/** A finished piece of XML. */
export interface Xml {
  readonly xml: string;
}

type Child = Xml | string | null;

/** An element; strings among its children are text. Attributes that are null are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | null>>,
  ...children: readonly (Child | readonly Child[])[]
): Xml {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === null ? "" : ` ${key}="${escaped(value)}"`,
  );
  const inner = children
    .flat()
    .map((child) => (child === null ? "" : typeof child === "string" ? escaped(child) : child.xml))
    .join("");
  return { xml: `<${name}${written.join("")}${inner === "" ? "/>" : `>${inner}</${name}>`}` };
}

/** Text that XML can carry: line ends are spaces, and control characters, which it cannot hold, are gone. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\t\n\v\f\r\u2028\u2029]+/g, " ")
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, "");
}

function escaped(text: string): string {
  return xmlText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
