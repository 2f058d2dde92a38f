import { Clock, Ellipsis } from "lucide-react";
import type { OutboxEntry } from "../../session/outbox.ts";
import { useValue } from "../../session/useValue.ts";
import { Button } from "../../ui/Button.tsx";
import { useHall } from "./hall.ts";

interface OutboxNoteProps {
  readonly entry: OutboxEntry;
  /** Puts the words back into their field; the entry is taken out. */
  readonly onEdit?: () => void;
}

/** How far something is that a person sent, said at its place. */
export function OutboxNote({ entry, onEdit }: OutboxNoteProps) {
  const { outbox } = useHall();
  const kept = useValue(outbox.kept);
  const { key, state } = entry;
  const takeOut = () => outbox.takeOut(key);
  switch (state.kind) {
    case "sending":
      return (
        <p className="outbox-note" role="status">
          <Ellipsis size={16} aria-hidden="true" /> Sending…
        </p>
      );
    case "waiting":
      return (
        <div className="outbox-note">
          <p role="status">
            <Clock size={16} aria-hidden="true" /> Waiting to be sent
            {kept ? ": kept in this browser, sent when you are back" : ": keep this page open until then"}
          </p>
          <Button look="quiet" onPress={takeOut}>
            Take back
          </Button>
        </div>
      );
    case "refused":
      return (
        <div className="outbox-note outbox-refused">
          <p role="alert">{state.message}</p>
          <div className="sheet-actions">
            {onEdit && (
              <Button
                onPress={() => {
                  takeOut();
                  onEdit();
                }}
              >
                Edit
              </Button>
            )}
            <Button look="quiet" onPress={() => outbox.tryAgain(key)}>
              Try again
            </Button>
            <Button look="quiet" onPress={takeOut}>
              Take out
            </Button>
          </div>
        </div>
      );
  }
}
