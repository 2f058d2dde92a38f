import type { Command } from "@tiptap/pm/state";
import { type Editor, useEditorState } from "@tiptap/react";
import { Link } from "lucide-react";
import { useState } from "react";
import { DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { isAllowedAddress } from "../../../shared/declaration/grammar.ts";
import { linkAt, removeLink, setLink } from "../../editor/editorCommands.ts";
import { Button } from "../../ui/Button.tsx";
import { useShownSelection } from "./useShownSelection.ts";
import "../../ui/Field.css";
import "./LinkTool.css";

interface LinkToolProps {
  readonly editor: Editor;
  readonly enabled: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** A button that makes the chosen words a link, changes where it leads, or ends it. */
export function LinkTool({ editor, enabled, open, onOpen }: LinkToolProps) {
  const href = useEditorState({ editor, selector: ({ editor }) => linkAt(editor.state) }) ?? "";
  useShownSelection(editor, open);
  const act = (command: Command) => {
    onOpen(false);
    command(editor.state, editor.view.dispatch, editor.view);
    // The popover gives the focus back to the button first.
    requestAnimationFrame(() => editor.view.focus());
  };

  return (
    <DialogTrigger isOpen={open} onOpenChange={onOpen}>
      <Button look="icon" aria-label="Link" aria-pressed={href !== ""} isDisabled={!enabled}>
        <Link size={18} aria-hidden="true" />
      </Button>
      <Popover className="link-tool" placement="bottom" offset={6}>
        <div className="link-tool-dialog">
          <LinkForm
            href={href}
            onApply={(address) => act(setLink(address))}
            onRemove={() => act(removeLink)}
          />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

interface LinkFormProps {
  readonly href: string;
  readonly onApply: (href: string) => void;
  readonly onRemove: () => void;
}

function LinkForm({ href, onApply, onRemove }: LinkFormProps) {
  const [address, setAddress] = useState(href);
  const [refused, setRefused] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const whole = wholeAddress(address);
        if (isAllowedAddress(whole)) onApply(whole);
        else setRefused(true);
      }}
    >
      <div className="field">
        <label htmlFor="link-address">Where it leads</label>
        <input
          id="link-address"
          inputMode="url"
          autoCapitalize="off"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, to write here.
          autoFocus
          value={address}
          placeholder="https://"
          aria-invalid={refused}
          aria-describedby={refused ? "link-refused" : undefined}
          onChange={(event) => {
            setAddress(event.target.value);
            setRefused(false);
          }}
        />
        {refused && (
          <p id="link-refused" className="field-refusal" role="alert">
            A link leads to a web page (https://…) or an e-mail address.
          </p>
        )}
      </div>
      <div className="link-tool-actions">
        {href !== "" && <Button onPress={onRemove}>Remove the link</Button>}
        <Button look="main" type="submit">
          {href === "" ? "Make the link" : "Change the link"}
        </Button>
      </div>
    </form>
  );
}

/** People write `example.org` and `anna@example.org`; both mean an address. */
function wholeAddress(written: string): string {
  const address = written.trim();
  if (address === "" || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return /^[^\s/@]+@[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}
