import { QRCodeSVG } from "qrcode.react";
import type { InvitationAnswer } from "../../../shared/answers.ts";
import { codeWords } from "../../ui/codeWords.ts";
import "./ScreenInvitation.css";

/** How the hall gets in, beside the title: it scrolls away with it. */
export function ScreenInvitation({ url, code, entrance }: NonNullable<InvitationAnswer["invitation"]>) {
  return (
    <aside className="screen-invitation" aria-label="How to take part">
      <QRCodeSVG
        className="screen-qr"
        value={url}
        size={400}
        marginSize={3}
        title="Code to scan"
        bgColor="#FFFFFF"
        fgColor="#1D1B17"
      />
      <p>
        <strong>Read along and take part</strong>
        <br />
        Scan this with your phone, or go to {entrance} and type{" "}
        <span className="screen-code">{codeWords(code)}</span>
      </p>
    </aside>
  );
}
