import {
  ChartGantt,
  Download,
  Lightbulb,
  Link2,
  MoreHorizontal,
  Scale,
  Snowflake,
  Upload,
} from "lucide-react";
import { type ComponentType, lazy, Suspense, useState } from "react";
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

interface DraftMenuProps {
  readonly room: MarginRoom;
  readonly session: DeclarationSession;
}

/** What is done besides writing: the ideas of the room for whoever writes, the room itself for facilitators. */
export function DraftMenu({ room, session }: DraftMenuProps) {
  const { allowed } = room.me;
  const [opened, setOpened] = useState<Opened | null>(null);
  const waiting = allowed.includes("moderate") ? heldIn(room) : 0;
  const open = (what: Opened) => () => setOpened(what);
  const choices: MenuChoice[] = [
    { id: "ideas", words: "Ideas…", icon: <Lightbulb size={16} aria-hidden="true" />, choose: open("ideas") },
    {
      id: "roadmap",
      words: "Roadmap in pictures…",
      icon: <ChartGantt size={16} aria-hidden="true" />,
      choose: open("roadmap"),
    },
  ];
  if (allowed.includes("moderate"))
    choices.push({
      id: "moderation",
      words: waiting > 0 ? `Moderation… ${waiting} waiting` : "Moderation…",
      icon: <Scale size={16} aria-hidden="true" />,
      choose: open("moderation"),
    });
  if (allowed.includes("decide"))
    choices.push({
      id: "freeze",
      words: "Freeze…",
      icon: <Snowflake size={16} aria-hidden="true" />,
      choose: open("freeze"),
    });
  if (allowed.includes("manageLinks"))
    choices.push({
      id: "links",
      words: "Links…",
      icon: <Link2 size={16} aria-hidden="true" />,
      choose: open("links"),
    });
  if (allowed.includes("export"))
    choices.push({
      id: "export",
      words: "Export…",
      icon: <Download size={16} aria-hidden="true" />,
      choose: open("export"),
    });
  if (allowed.includes("decide"))
    choices.push({
      id: "import",
      words: "Import…",
      icon: <Upload size={16} aria-hidden="true" />,
      choose: open("import"),
    });
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
