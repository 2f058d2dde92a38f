/**
 * What concurrent editing can leave behind and no browser may mend alone (each would mend it again):
 * two clauses with one id, a clause without an id, a section or clause without a place to write.
 */
import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { newId } from "../participant/newId.ts";

/**
 * The update that mends `document`, written under `clientId`; null where there is nothing to mend.
 * With `clientId` null it only looks, and answers an empty update where there is something. The
 * document itself is not touched: the update takes the way of every other, through the log.
 */
export function repairsOf(document: Y.Doc, clientId: number | null): Uint8Array | null {
  if (!needsRepair(document)) return null;
  if (clientId === null) return new Uint8Array();
  const scratch = new Y.Doc();
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(document));
  scratch.clientID = clientId;
  let repairs: Uint8Array | null = null;
  scratch.on("update", (update: Uint8Array) => {
    repairs = update;
  });
  scratch.transact(() => mend(scratch));
  scratch.destroy();
  return repairs;
}

function needsRepair(document: Y.Doc): boolean {
  const seen = new Set<string>();
  for (const section of sectionsOf(document)) {
    if (section.length === 0) return true;
    for (const clause of clausesOf(section)) {
      const id = clause.getAttribute("id");
      if (id === undefined || seen.has(id) || clause.length === 0) return true;
      seen.add(id);
    }
  }
  return false;
}

/** The first clause in the order of the document keeps a disputed id. */
function mend(document: Y.Doc): void {
  const seen = new Set<string>();
  for (const section of sectionsOf(document)) {
    if (section.length === 0) section.insert(0, [new Y.XmlElement("clause")]);
    for (const clause of clausesOf(section)) {
      const id = clause.getAttribute("id");
      if (id === undefined || seen.has(id)) clause.setAttribute("id", newId());
      if (clause.length === 0) clause.insert(0, [new Y.XmlElement("paragraph")]);
      seen.add(clause.getAttribute("id") ?? "");
    }
  }
}

function sectionsOf(document: Y.Doc): Y.XmlElement[] {
  return elementsNamed(document.getXmlFragment(fragmentName), "section");
}

function clausesOf(section: Y.XmlElement): Y.XmlElement[] {
  return elementsNamed(section, "clause");
}

function elementsNamed(parent: Y.XmlFragment, name: string): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === name);
}
