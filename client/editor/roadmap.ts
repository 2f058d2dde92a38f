import type { Command } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { type RoadmapFieldName, roadmapAttributes } from "../../shared/declaration/roadmapFields.ts";
import { findClause } from "./places.ts";

/**
 * Writes one field of a clause's roadmap; empty takes it away. A step of its own for undo. False where the field may
 * not hold that.
 */
export function setRoadmapField(clauseId: string, name: RoadmapFieldName, value: string): Command {
  return (state, dispatch) => {
    const clause = findClause(state.doc, clauseId);
    if (clause === null || !roadmapAttributes[name](value)) return false;
    const before: unknown = clause.node.attrs[name] ?? "";
    if (dispatch && before !== value) {
      const stopCapturing = () => yUndoPluginKey.getState(state)?.undoManager.stopCapturing();
      stopCapturing();
      dispatch(state.tr.setNodeAttribute(clause.pos, name, value === "" ? null : value));
      stopCapturing();
    }
    return true;
  };
}
