import { useCallback, useEffect, useState } from "react";
import type { LinkView } from "../../shared/answers.ts";
import { roles } from "../../shared/permissions.ts";
import { askServer } from "../session/askServer.ts";
import { sendCommand } from "../session/sendCommand.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { LinkRow } from "./LinkRow.tsx";
import { roleWords } from "./linkWords.ts";
import { NewLinkForm } from "./NewLinkForm.tsx";
import "./LinksPanel.css";

type Grave = { readonly command: "revokeLink" | "rotateLink"; readonly link: LinkView };

/** The links of a declaration by role: hand out, make, withdraw, give a new address. */
export default function LinksPanel({ declarationId }: { declarationId: string }) {
  const [links, setLinks] = useState<readonly LinkView[] | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [grave, setGrave] = useState<Grave | null>(null);
  const [attended, setAttended] = useState<string | null>(null);

  const attempt = useCallback(
    async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work();
        const address = `/api/declarations/${encodeURIComponent(declarationId)}/links`;
        setLinks((await askServer<{ links: LinkView[] }>(address)).links);
        setRefusal(null);
        return true;
      } catch (error) {
        setRefusal(error instanceof Error ? error.message : String(error));
        return false;
      }
    },
    [declarationId],
  );
  useEffect(() => {
    void attempt(async () => undefined);
  }, [attempt]);

  return (
    <div className="links">
      {refusal !== null && (
        <p className="field-refusal" role="alert">
          {refusal}
        </p>
      )}
      {links === null && refusal === null && <p aria-busy="true">Looking up the links…</p>}
      {links !== null &&
        roles.map((role) => {
          const ofRole = links.filter((link) => link.role === role);
          return (
            <section key={role} className="links-role">
              <h3>{roleWords[role].plural}</h3>
              <p className="links-explained">{roleWords[role].explained}</p>
              {ofRole.length === 0 && (
                <p className="links-explained">There is no such link yet. Make one below.</p>
              )}
              <ul>
                {ofRole.map((link) => (
                  <LinkRow
                    key={link.linkId}
                    link={link}
                    attended={link.linkId === attended}
                    onRotate={() => setGrave({ command: "rotateLink", link })}
                    onRevoke={() => setGrave({ command: "revokeLink", link })}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      {links !== null && (
        <NewLinkForm
          onMake={(link) =>
            attempt(async () => {
              const record = await sendCommand(declarationId, "createLink", link);
              if (record.kind === "linkCreated") setAttended(record.data.linkId);
            })
          }
        />
      )}
      {grave !== null && (
        <Dialog
          kind="alert"
          open
          title={grave.command === "revokeLink" ? "Withdraw this link?" : "Give this link a new address?"}
          onClose={() => setGrave(null)}
        >
          <p>
            {grave.command === "revokeLink"
              ? `Nobody can enter by it any more, and ${peopleWords(grave.link.people)} can no longer read or write here. What they wrote stays.`
              : "The address and the code handed out so far stop working. People who are already in stay in."}
          </p>
          <div className="dialog-actions">
            <Button onPress={() => setGrave(null)} autoFocus>
              Leave it
            </Button>
            <Button
              look="grave"
              onPress={() => {
                const { command, link } = grave;
                setGrave(null);
                void attempt(() => sendCommand(declarationId, command, { linkId: link.linkId }));
                if (command === "revokeLink") setAttended(link.linkId);
              }}
            >
              {grave.command === "revokeLink" ? "Withdraw" : "New address"}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

function peopleWords(people: number): string {
  if (people === 0) return "whoever holds it";
  return people === 1 ? "the person who came by it" : `the ${people} people who came by it`;
}
