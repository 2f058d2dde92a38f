import { Button } from "../ui/Button.tsx";

interface ArchiveFoundProps {
  readonly fileName: string;
  readonly restoring: boolean;
  readonly onLeave: () => void;
  readonly onRestore: () => void;
}

/** An archive was chosen: what becomes of it, before anything does. */
export function ArchiveFound({ fileName, restoring, onLeave, onRestore }: ArchiveFoundProps) {
  return (
    <>
      <div className="import-findings">
        <p role="status">
          {restoring ? (
            `Checking and restoring ${fileName}…`
          ) : (
            <>
              <strong>{fileName}</strong> is an archive. Nothing has changed yet.
            </>
          )}
        </p>
        <p>
          It becomes a declaration of its own, with its text and its named versions, its comments, wordings,
          positions and decisions, and everybody's names on what they wrote. This declaration stays as it is.
        </p>
        <p className="import-note">
          The links that led into the old declaration do not lead into the new one; you get new ones.
        </p>
      </div>
      <div className="dialog-actions">
        <Button isDisabled={restoring} onPress={onLeave}>
          Leave it
        </Button>
        <Button look="main" isPending={restoring} onPress={onRestore}>
          Restore it
        </Button>
      </div>
    </>
  );
}
