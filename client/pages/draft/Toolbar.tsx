import type { Command } from "@tiptap/pm/state";
import { type Editor, useEditorState } from "@tiptap/react";
import { ArrowDown, ArrowUp, Bold, Flag, Italic, List, ListOrdered, Redo2, Undo2 } from "lucide-react";
import { Group } from "react-aria-components/Group";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Toolbar as AriaToolbar } from "react-aria-components/Toolbar";
import {
  isInList,
  isMarked,
  redo,
  toggleBold,
  toggleItalic,
  toggleList,
  undo,
} from "../../editor/editorCommands.ts";
import { moveClause } from "../../editor/moving.ts";
import { clauseAround } from "../../editor/places.ts";
import { Button } from "../../ui/Button.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { LinkTool } from "./LinkTool.tsx";
import "./Toolbar.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const keys = (letters: string) => (isApple ? letters.replace("Ctrl+", "⌘").replace("Alt+", "⌥") : letters);

interface ToolbarProps {
  readonly editor: Editor;
  /** Whether the form for a link is open; the keyboard opens it too. */
  readonly linkAsked: boolean;
  readonly onLinkAsked: (asked: boolean) => void;
  readonly onOpenRoadmap: (clauseId: string) => void;
}

/** The few things one does to wording besides writing it. */
export function Toolbar({ editor, linkAsked, onLinkAsked, onOpenRoadmap }: ToolbarProps) {
  const state = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => ({
      bold: isMarked(state, "bold"),
      italic: isMarked(state, "italic"),
      bulletList: isInList(state, "bulletList"),
      orderedList: isInList(state, "orderedList"),
      inClause: isEditable && clauseAround(state.selection.$from) !== null,
      canMoveUp: isEditable && moveClause("up")(state),
      canMoveDown: isEditable && moveClause("down")(state),
      canUndo: isEditable && undo(state),
      canRedo: isEditable && redo(state),
    }),
  });
  const act = (command: Command) => () => {
    command(editor.state, editor.view.dispatch, editor.view);
    editor.view.focus();
  };
  return (
    <AriaToolbar aria-label="Wording" className="toolbar">
      <Group aria-label="Letters" className="toolbar-group">
        <Toggle
          name="Bold"
          tip={keys("Bold, Ctrl+B")}
          on={state.bold}
          enabled={state.inClause}
          toggle={act(toggleBold)}
        >
          <Bold size={18} aria-hidden="true" />
        </Toggle>
        <Toggle
          name="Italic"
          tip={keys("Italic, Ctrl+I")}
          on={state.italic}
          enabled={state.inClause}
          toggle={act(toggleItalic)}
        >
          <Italic size={18} aria-hidden="true" />
        </Toggle>
        <LinkTool editor={editor} enabled={state.inClause} open={linkAsked} onOpen={onLinkAsked} />
      </Group>
      <Group aria-label="Lists" className="toolbar-group">
        <Toggle
          name="List"
          tip="List"
          on={state.bulletList}
          enabled={state.inClause}
          toggle={act(toggleList("bulletList"))}
        >
          <List size={18} aria-hidden="true" />
        </Toggle>
        <Toggle
          name="Numbered list"
          tip="Numbered list"
          on={state.orderedList}
          enabled={state.inClause}
          toggle={act(toggleList("orderedList"))}
        >
          <ListOrdered size={18} aria-hidden="true" />
        </Toggle>
      </Group>
      <Group aria-label="Clause" className="toolbar-group">
        <Tool
          name="Move clause up"
          tip={keys("Move clause up, Alt+Shift+↑")}
          enabled={state.canMoveUp}
          act={act(moveClause("up"))}
        >
          <ArrowUp size={18} aria-hidden="true" />
        </Tool>
        <Tool
          name="Move clause down"
          tip={keys("Move clause down, Alt+Shift+↓")}
          enabled={state.canMoveDown}
          act={act(moveClause("down"))}
        >
          <ArrowDown size={18} aria-hidden="true" />
        </Tool>
      </Group>
      <Group aria-label="Roadmap" className="toolbar-group">
        <Tool
          name="Roadmap fields"
          tip={keys("Roadmap fields: who does what by when, Alt+Shift+R")}
          enabled={state.inClause}
          act={() => {
            const clause = clauseAround(editor.state.selection.$head);
            if (clause !== null) onOpenRoadmap(String(clause.node.attrs.id));
          }}
        >
          <Flag size={18} aria-hidden="true" />
        </Tool>
      </Group>
      <Group aria-label="Undo" className="toolbar-group">
        <Tool name="Undo" tip={keys("Undo what you wrote, Ctrl+Z")} enabled={state.canUndo} act={act(undo)}>
          <Undo2 size={18} aria-hidden="true" />
        </Tool>
        <Tool name="Redo" tip={keys("Redo, Ctrl+Shift+Z")} enabled={state.canRedo} act={act(redo)}>
          <Redo2 size={18} aria-hidden="true" />
        </Tool>
      </Group>
    </AriaToolbar>
  );
}

interface ToolProps {
  readonly name: string;
  readonly tip: string;
  readonly enabled: boolean;
  readonly children: React.ReactNode;
}

function Tool({ name, tip, enabled, act, children }: ToolProps & { readonly act: () => void }) {
  return (
    <Tooltip words={tip}>
      <Button look="icon" aria-label={name} isDisabled={!enabled} preventFocusOnPress onPress={act}>
        {children}
      </Button>
    </Tooltip>
  );
}

interface ToggleProps extends ToolProps {
  readonly on: boolean;
  readonly toggle: () => void;
}

function Toggle({ name, tip, on, enabled, toggle, children }: ToggleProps) {
  return (
    <Tooltip words={tip}>
      <ToggleButton
        className="button button-icon"
        aria-label={name}
        isSelected={on}
        isDisabled={!enabled}
        preventFocusOnPress
        onChange={toggle}
      >
        {children}
      </ToggleButton>
    </Tooltip>
  );
}
