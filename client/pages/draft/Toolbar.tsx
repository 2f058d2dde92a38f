import { type Editor, useEditorState } from "@tiptap/react";
import { ArrowDown, ArrowUp, Bold, Italic, List, ListOrdered, Redo2, Undo2 } from "lucide-react";
import { Group } from "react-aria-components/Group";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Toolbar as AriaToolbar } from "react-aria-components/Toolbar";
import { Button } from "../../ui/Button.tsx";
import { Tooltip } from "../../ui/Tooltip.tsx";
import { LinkTool } from "./LinkTool.tsx";
import "./Toolbar.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const keys = (letters: string) => (isApple ? letters.replace("Ctrl+", "⌘").replace("Alt+", "⌥") : letters);

/** The few things one does to wording besides writing it. */
export function Toolbar({ editor }: { editor: Editor }) {
  const state = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive("bold"),
      italic: editor.isActive("italic"),
      bulletList: editor.isActive("bulletList"),
      orderedList: editor.isActive("orderedList"),
      canUndo: editor.can().undo(),
      canRedo: editor.can().redo(),
      inClause: editor.isActive("clause"),
    }),
  });
  const change = () => editor.chain().focus();
  return (
    <AriaToolbar aria-label="Wording" className="toolbar">
      <Group aria-label="Letters" className="toolbar-group">
        <Toggle
          name="Bold"
          tip={keys("Bold, Ctrl+B")}
          on={state.bold}
          enabled={state.inClause}
          toggle={() => change().toggleBold().run()}
        >
          <Bold size={18} aria-hidden="true" />
        </Toggle>
        <Toggle
          name="Italic"
          tip={keys("Italic, Ctrl+I")}
          on={state.italic}
          enabled={state.inClause}
          toggle={() => change().toggleItalic().run()}
        >
          <Italic size={18} aria-hidden="true" />
        </Toggle>
        <LinkTool editor={editor} enabled={state.inClause} />
      </Group>
      <Group aria-label="Lists" className="toolbar-group">
        <Toggle
          name="List"
          tip="List"
          on={state.bulletList}
          enabled={state.inClause}
          toggle={() => change().toggleBulletList().run()}
        >
          <List size={18} aria-hidden="true" />
        </Toggle>
        <Toggle
          name="Numbered list"
          tip="Numbered list"
          on={state.orderedList}
          enabled={state.inClause}
          toggle={() => change().toggleOrderedList().run()}
        >
          <ListOrdered size={18} aria-hidden="true" />
        </Toggle>
      </Group>
      <Group aria-label="Clause" className="toolbar-group">
        <Tool
          name="Move clause up"
          tip={keys("Move clause up, Alt+Shift+↑")}
          enabled={state.inClause}
          act={() => change().moveClauseUp().run()}
        >
          <ArrowUp size={18} aria-hidden="true" />
        </Tool>
        <Tool
          name="Move clause down"
          tip={keys("Move clause down, Alt+Shift+↓")}
          enabled={state.inClause}
          act={() => change().moveClauseDown().run()}
        >
          <ArrowDown size={18} aria-hidden="true" />
        </Tool>
      </Group>
      <Group aria-label="Undo" className="toolbar-group">
        <Tool
          name="Undo"
          tip={keys("Undo what you wrote, Ctrl+Z")}
          enabled={state.canUndo}
          act={() => change().undo().run()}
        >
          <Undo2 size={18} aria-hidden="true" />
        </Tool>
        <Tool
          name="Redo"
          tip={keys("Redo, Ctrl+Shift+Z")}
          enabled={state.canRedo}
          act={() => change().redo().run()}
        >
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
