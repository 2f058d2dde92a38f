import { Check, CircleAlert, CloudOff, Ellipsis } from "lucide-react";
import "./SaveStatus.css";

/** What may be shown about the last words written. Nothing but `saved` looks like saved. */
export type SaveStatusShown =
  | { readonly kind: "opening" }
  | { readonly kind: "saved" }
  | { readonly kind: "sending" }
  | { readonly kind: "offline"; readonly keptHere: boolean; readonly unsaved: boolean }
  | { readonly kind: "refused"; readonly unsaved: boolean };

/** Whether the words are safe, in words; a change is also announced. */
export function SaveStatus({ status }: { status: SaveStatusShown }) {
  const { icon: Icon, short, whole } = shown(status);
  return (
    <p className="save-status" data-kind={status.kind} role="status">
      <Icon size={16} aria-hidden="true" />
      <span className="save-status-whole">{whole}</span>
      <span className="save-status-short" aria-hidden="true">
        {short}
      </span>
    </p>
  );
}

function shown(status: SaveStatusShown) {
  switch (status.kind) {
    case "opening":
      return { icon: Ellipsis, short: "Opening…", whole: "Opening…" };
    case "saved":
      return { icon: Check, short: "Saved", whole: "Saved" };
    case "sending":
      return { icon: Ellipsis, short: "Saving…", whole: "Saving…" };
    case "offline":
      return { icon: CloudOff, short: "Offline", whole: offlineWords(status) };
    case "refused":
      return status.unsaved
        ? { icon: CircleAlert, short: "Not saved", whole: "Not saved" }
        : { icon: CircleAlert, short: "Stopped", whole: "Writing has stopped" };
  }
}

function offlineWords({ keptHere, unsaved }: { keptHere: boolean; unsaved: boolean }): string {
  if (!unsaved) return "Offline: everything written so far is saved";
  return keptHere
    ? "Offline: kept on this computer, sent when you are back"
    : "Offline: keep this page open, your words are sent when you are back";
}
