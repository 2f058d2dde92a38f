import { Download, Link2, MoreHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Menu } from "../../ui/Menu.tsx";

/** Codes and forms that only facilitators open, and only now and then. */
const LinksPanel = lazy(() => import("../../panels/LinksPanel.tsx"));

/** What a facilitator does besides writing: hand out links, take the text along. */
export function DraftMenu({ declarationId }: { declarationId: string }) {
  const [linksOpen, setLinksOpen] = useState(false);
  return (
    <>
      <Menu
        name="Facilitation"
        choices={[
          {
            id: "links",
            words: "Links…",
            icon: <Link2 size={16} aria-hidden="true" />,
            choose: () => setLinksOpen(true),
          },
          {
            id: "markdown",
            words: "Download as Markdown",
            icon: <Download size={16} aria-hidden="true" />,
            href: `/api/declarations/${encodeURIComponent(declarationId)}/export/md`,
            download: "declaration.md",
          },
        ]}
      >
        <Button look="icon" aria-label="Facilitation">
          <MoreHorizontal size={20} aria-hidden="true" />
        </Button>
      </Menu>
      <Dialog title="Links into this room" open={linksOpen} onClose={() => setLinksOpen(false)}>
        <Suspense fallback={<p aria-busy="true">Looking up the links…</p>}>
          <LinksPanel declarationId={declarationId} />
        </Suspense>
      </Dialog>
    </>
  );
}
