/** Makes a clipboard's HTML say in plain elements what it means: Word's and the web's habits go, words stay. */

/** The cleaned HTML. `parse` makes a document out of it; the browser's own parser does. */
export function cleanHtml(html: string, parse: (html: string) => Document = parseInBrowser): string {
  // What the editor itself copied is clean, and its wrapping says where it was cut.
  if (html.includes("data-pm-slice")) return html;
  const page = parse(html);
  const { body } = page;
  for (const element of body.querySelectorAll(
    "style, script, meta, link, title, xml, img, picture, svg, video, object",
  )) {
    element.remove();
  }
  removeComments(body);
  turnWordLists(page);
  turnTables(page);
  turnHeadings(page);
  removeHollow(body);
  return body.innerHTML;
}

function parseInBrowser(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

function removeComments(root: Node): void {
  for (const child of [...root.childNodes]) {
    if (child.nodeType === child.COMMENT_NODE) child.remove();
    else removeComments(child);
  }
}

/** Headings belong to the programme: pasted ones become bold words. */
function turnHeadings(page: Document): void {
  for (const heading of page.body.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const paragraph = page.createElement("p");
    const strong = page.createElement("strong");
    strong.append(...heading.childNodes);
    paragraph.append(strong);
    heading.replaceWith(paragraph);
  }
}

/** A row of a table becomes a paragraph, its cells side by side. */
function turnTables(page: Document): void {
  for (const table of [...page.body.querySelectorAll("table")].reverse()) {
    const rows = [...table.querySelectorAll("tr")].map((row) => {
      const paragraph = page.createElement("p");
      const cells = [...row.children].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
      paragraph.textContent = cells.filter((words) => words !== "").join(" | ");
      return paragraph;
    });
    table.replaceWith(...rows);
  }
}

interface WordItem {
  readonly element: Element;
  readonly level: number;
  readonly ordered: boolean;
  readonly start: number;
}

/** Word writes a list as paragraphs with a drawn marker; neighbours become a real list, nested by level. */
function turnWordLists(page: Document): void {
  let open: { readonly list: Element; readonly level: number; readonly ordered: boolean }[] = [];
  let previous: Element | null = null;
  for (const element of [...page.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")]) {
    const item = readWordItem(element);
    if (item === null) continue;
    if (previous === null || nextElementOf(previous) !== element) open = [];
    previous = placeItem(page, item, open, previous);
  }
}

/** Puts the item into the innermost fitting list, or opens one; answers the outermost list, which now stands in its place. */
function placeItem(
  page: Document,
  item: WordItem,
  open: { readonly list: Element; readonly level: number; readonly ordered: boolean }[],
  outermost: Element | null,
): Element {
  while (open.length > 0 && (open.at(-1)?.level ?? 0) > item.level) open.pop();
  const innermost = open.at(-1);
  if (innermost?.level === item.level && innermost.ordered !== item.ordered) open.pop();
  let list = open.at(-1)?.level === item.level ? open.at(-1)?.list : undefined;
  let root = outermost;
  if (list === undefined) {
    list = page.createElement(item.ordered ? "ol" : "ul");
    if (item.ordered && item.start !== 1) list.setAttribute("start", String(item.start));
    const above = open.at(-1)?.list.lastElementChild;
    if (above) above.append(list);
    else {
      item.element.before(list);
      root = list;
    }
    open.push({ list, level: item.level, ordered: item.ordered });
  }
  const listItem = page.createElement("li");
  const paragraph = page.createElement("p");
  paragraph.append(...item.element.childNodes);
  listItem.append(paragraph);
  list.append(listItem);
  item.element.remove();
  return root ?? list;
}

function readWordItem(element: Element): WordItem | null {
  const style = element.getAttribute("style") ?? "";
  const level = /mso-list:\s*[^;"]*?level(\d)/i.exec(style)?.[1];
  const isListParagraph = /^MsoList(Paragraph|Bullet|Number)/.test(element.className);
  const drawn = element.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
  if (level === undefined && !(isListParagraph && drawn !== null)) return null;
  const marker = drawn?.textContent.trim() ?? "";
  drawn?.remove();
  const ordered = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.test(marker) || /^MsoListNumber/.test(element.className);
  return { element, level: Number(level ?? 1), ordered, start: Number(/^\(?(\d+)/.exec(marker)?.[1] ?? 1) };
}

/** The element that follows with nothing but space between. */
function nextElementOf(element: Element): Element | null {
  for (let next = element.nextSibling; next !== null; next = next.nextSibling) {
    if (next.nodeType === next.ELEMENT_NODE) return next as Element;
    if (next.textContent?.trim()) return null;
  }
  return null;
}

/** Word keeps empty paragraphs as distance, and wraps nothing in <o:p>. */
function removeHollow(body: Element): void {
  for (const element of body.querySelectorAll("p, li, div")) {
    if (element.textContent.replaceAll("\u00a0", " ").trim() === "") element.remove();
  }
}
