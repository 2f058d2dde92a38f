/** Undo works on the text past the editor, so that what is frozen has to be asked for there as well. */
import type { EditorState } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { Item, iterateDeletedStructs, transact, XmlElement } from "yjs";
import type { SectionKind } from "../../shared/declaration/grammar.ts";
import { standingOf, tellFrozen } from "./standing.ts";

type DeleteSet = Parameters<typeof iterateDeletedStructs>[1];

interface UndoStep {
  readonly insertions: DeleteSet;
  readonly deletions: DeleteSet;
}

/** Whether undoing or redoing that step would write in what is frozen; then whoever asked is told. */
export function reachesFrozen(state: EditorState, step: UndoStep | undefined): boolean {
  const standing = standingOf(state);
  const binding = ySyncPluginKey.getState(state)?.binding;
  if (!binding || step === undefined) return false;
  let reached: string | null | undefined;
  transact(binding.doc, (transaction) => {
    for (const set of [step.insertions, step.deletions]) {
      iterateDeletedStructs(transaction, set, (struct) => {
        if (reached !== undefined || !(struct instanceof Item)) return;
        const { clauseId, section } = placeOf(struct);
        if (section === null) {
          if (standing.everythingFrozen) reached = null;
          return;
        }
        const kind = section.getAttribute("kind");
        const place = {
          clauseId,
          section: sectionKind(kind),
          theme: section.getAttribute("theme") ?? null,
        };
        if (standing.isFrozen(place)) reached = clauseId || null;
      });
    }
  });
  if (reached === undefined) return false;
  tellFrozen(state, reached);
  return true;
}

function sectionKind(kind: unknown): SectionKind {
  return kind === "preamble" || kind === "closing" ? kind : "theme";
}

/** The clause and the section around an item, itself included; a clause that is gone has its id still. */
function placeOf(item: Item): { readonly clauseId: string; readonly section: XmlElement | null } {
  let clauseId = "";
  const own: unknown = "type" in item.content ? item.content.type : null;
  let type: unknown = own instanceof XmlElement ? own : item.parent;
  while (type instanceof Object && "_item" in type) {
    if (type instanceof XmlElement) {
      if (type.nodeName === "section") return { clauseId, section: type };
      if (type.nodeName === "clause")
        clauseId = String(type._map.get("id")?.content.getContent().at(-1) ?? "");
    }
    const holder: unknown = type._item;
    type = holder instanceof Item ? holder.parent : null;
  }
  return { clauseId, section: null };
}
