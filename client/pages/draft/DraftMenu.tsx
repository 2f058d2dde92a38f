import {
  ChartGantt,
  Download,
  Lightbulb,
  Link2,
  type LucideIcon,
  MoreHorizontal,
  Scale,
  Snowflake,
  Upload,
} from "lucide-react";
import { type ComponentType, lazy, Suspense, useState } from "react";
import type { Action } from "../../../shared/permissions.ts";
import type { MarginRoom } from "../../panels/margin/marginRoom.ts";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Menu, type MenuChoice } from "../../ui/Menu.tsx";

/** Codes, queues and forms that are opened only now and then. */
const LinksPanel = lazy(() => import("../../panels/LinksPanel.tsx"));
const ModerationPanel = lazy(() => import("../../panels/facilitation/ModerationPanel.tsx"));
const FreezePanel = lazy(() => import("../../panels/facilitation/FreezePanel.tsx"));
const IdeasPanel = lazy(() => import("../../panels/facilitation/IdeasPanel.tsx"));
const RoadmapPictures = lazy(() => import("../../panels/roadmap/RoadmapPictures.tsx"));
const ExportPanel = lazy(() => import("../../panels/ExportPanel.tsx"));
const ImportPanel = lazy(() => import("../../panels/ImportPanel.tsx"));

type Opened = "links" | "moderation" | "freeze" | "ideas" | "roadmap" | "export" | "import";

const titles: Readonly<Record<Opened, string>> = {
  links: "Links into this room",
  moderation: "Moderation",
  freeze: "Freeze the text",
  ideas: "Ideas",
  roadmap: "The roadmap in pictures",
  export: "Export the declaration",
  import: "Import a text",
};
/** What is looked at, and needs the room for it. */
const wide: ReadonlySet<Opened | null> = new Set<Opened>(["export", "roadmap"]);

interface Offered {
  readonly what: Opened;
  readonly words: string;
  readonly Icon: LucideIcon;
  /** Null for whoever writes. */
  readonly needs: Action | null;
}

/** In the order of the menu. */
const offered: readonly Offered[] = [
  { what: "ideas", words: "Ideas…", Icon: Lightbulb, needs: null },
  { what: "roadmap", words: "Roadmap in pictures…", Icon: ChartGantt, needs: null },
  { what: "moderation", words: "Moderation…", Icon: Scale, needs: "moderate" },
  { what: "freeze", words: "Freeze…", Icon: Snowflake, needs: "decide" },
  { what: "links", words: "Links…", Icon: Link2, needs: "manageLinks" },
  { what: "export", words: "Export…", Icon: Download, needs: "export" },
  { what: "import", words: "Import…", Icon: Upload, needs: "decide" },
];

interface DraftMenuProps {
  readonly room: MarginRoom;
  readonly session: DeclarationSession;
}

/** What is done besides writing: the ideas of the room for whoever writes, the room itself for facilitators. */
export function DraftMenu({ room, session }: DraftMenuProps) {
  const { allowed } = room.me;
  const [opened, setOpened] = useState<Opened | null>(null);
  const waiting = allowed.includes("moderate") ? heldIn(room) : 0;
  const choices = offered
    .filter(({ needs }) => needs === null || allowed.includes(needs))
    .map(
      ({ what, words, Icon }): MenuChoice => ({
        id: what,
        words: what === "moderation" && waiting > 0 ? `${words} ${waiting} waiting` : words,
        icon: <Icon size={16} aria-hidden="true" />,
        choose: () => setOpened(what),
      }),
    );
  const name = allowed.includes("manageLinks") ? "Facilitation" : "More";
  return (
    <>
      <Menu name={name} choices={choices}>
        <Button look="icon" aria-label={waiting > 0 ? `${name}, ${waiting} waiting` : name}>
          <MoreHorizontal size={20} aria-hidden="true" />
          {waiting > 0 && (
            <span className="margin-button-count" aria-hidden="true">
              {waiting}
            </span>
          )}
        </Button>
      </Menu>
      <Dialog
        kind={wide.has(opened) ? "wide" : "dialog"}
        title={opened === null ? "" : titles[opened]}
        open={opened !== null}
        onClose={() => setOpened(null)}
      >
        <Suspense fallback={<p aria-busy="true">One moment…</p>}>
          {opened !== null && <Panel opened={opened} room={room} session={session} />}
        </Suspense>
      </Dialog>
    </>
  );
}

const panels: Readonly<Record<"moderation" | "freeze" | "ideas", ComponentType<{ room: MarginRoom }>>> = {
  moderation: ModerationPanel,
  freeze: FreezePanel,
  ideas: IdeasPanel,
};

function Panel({ opened, room, session }: DraftMenuProps & { readonly opened: Opened }) {
  const { declarationId, allowed } = room.me;
  switch (opened) {
    case "links":
      return <LinksPanel declarationId={declarationId} />;
    case "roadmap":
      return <RoadmapPictures document={session.document} deliberation={room.deliberation} />;
    case "export":
      return <ExportPanel declarationId={declarationId} versions={room.deliberation.versions} />;
    case "import":
      return <ImportPanel declarationId={declarationId} mayBegin={allowed.includes("createDeclaration")} />;
    default: {
      const Chosen = panels[opened];
      return <Chosen room={room} />;
    }
  }
}

/** How much waits for a facilitator before the others see it. */
function heldIn({ deliberation: { comments, amendments, ideas } }: MarginRoom): number {
  let held = 0;
  for (const { visibility, withdrawn } of comments.values())
    if (visibility === "held" && !withdrawn) held += 1;
  for (const entries of [amendments, ideas])
    for (const { visibility } of entries.values()) if (visibility === "held") held += 1;
  return held;
}
