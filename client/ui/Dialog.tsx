import { X } from "lucide-react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./Button.tsx";
import "./Dialog.css";

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /**
   * `sheet` comes from below and suits a thumb; `alert` asks before something that cannot be taken back; `wide` has
   * room for what is looked at.
   */
  readonly kind?: "dialog" | "sheet" | "alert" | "wide";
  readonly children: React.ReactNode;
}

/** A dialog over the page: keeps the keyboard inside, closes with Escape and gives the focus back. */
export function Dialog({ title, open, onClose, kind = "dialog", children }: DialogProps) {
  return (
    <ModalOverlay
      className="dialog-veil"
      data-kind={kind}
      isOpen={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable={kind !== "alert"}
    >
      <Modal className="dialog-frame">
        <AriaDialog className="dialog" role={kind === "alert" ? "alertdialog" : "dialog"}>
          <header className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            {kind !== "alert" && (
              <Button look="icon" aria-label="Close" onPress={onClose}>
                <X size={18} aria-hidden="true" />
              </Button>
            )}
          </header>
          <div className="dialog-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
