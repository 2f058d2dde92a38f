/**
 * Every refusal, once: a stable id, the HTTP status, the close code where a socket can meet it,
 * and the sentence a stressed facilitator understands.
 *
 * Close codes 4400–4499 are final for a stock y-websocket client, every other code is retried
 * (y-websocket 3.1, `defaultShouldReconnect`).
 */
interface RefusalEntry {
  readonly status: number;
  readonly closeCode?: number;
  readonly message: string;
}

export const refusals = {
  "link-unknown": {
    status: 404,
    message: "This link is not known here. Check that it is complete, or ask a facilitator for a new one.",
  },
  "link-revoked": {
    status: 403,
    closeCode: 4403,
    message: "This link was withdrawn by a facilitator. Ask them for a new one.",
  },
  "link-expired": {
    status: 403,
    closeCode: 4403,
    message: "This link has run out. Ask a facilitator for a new one.",
  },
  "session-missing": {
    status: 401,
    closeCode: 4401,
    message: "Please open your link again: this browser is not signed in to the declaration.",
  },
  "session-expired": {
    status: 401,
    closeCode: 4401,
    message: "You have been away for long. Please open your link again.",
  },
  "role-not-allowed": {
    status: 403,
    closeCode: 4403,
    message: "Your link does not allow this. Ask a facilitator if you need it.",
  },
  "read-only": {
    status: 403,
    closeCode: 4403,
    message: "Your link lets you read along. To write, ask a facilitator for a participant link.",
  },
  "declaration-unknown": {
    status: 404,
    closeCode: 4404,
    message: "There is no such declaration on this server.",
  },
  "origin-refused": {
    status: 403,
    closeCode: 4403,
    message: "This page was not served by this Plenary, so it may not act here.",
  },
  "schema-outdated": {
    status: 409,
    closeCode: 4409,
    message: "A newer Plenary is running. Reload this page; your unsaved words are kept on this computer.",
  },
  "frame-malformed": {
    status: 400,
    closeCode: 4400,
    message: "This browser sent something that could not be read. Reload the page; your words are kept.",
  },
  "frame-too-large": {
    status: 413,
    closeCode: 4413,
    message: "That was too much text at once. Paste it in smaller parts.",
  },
  "too-many-windows": {
    status: 429,
    closeCode: 4429,
    message: "You have this declaration open in very many windows. Close some of them and reload this one.",
  },
  "section-protected": {
    status: 422,
    closeCode: 4422,
    message:
      "Sections of the declaration stay where they are. Your words are kept; write them into a clause.",
  },
  "text-not-allowed": {
    status: 422,
    closeCode: 4422,
    message: "The text held something that a declaration cannot hold. Your words are kept on this computer.",
  },
  "author-mismatch": {
    status: 403,
    closeCode: 4423,
    message:
      "These words carry another person's mark and were not taken. Reload the page; your words are kept.",
  },
  "storage-failed": {
    status: 503,
    closeCode: 1013,
    message:
      "The server cannot store anything at the moment. Your words are kept here and sent again by themselves.",
  },
  "facilitator-link-last": {
    status: 409,
    message: "This is the last link for facilitators. Make another one first, or nobody could run the room.",
  },
  "clause-unknown": {
    status: 404,
    message: "This clause is not in the declaration any more. Look at the text and try again.",
  },
  "clause-frozen": {
    status: 409,
    closeCode: 4424,
    message: "This clause is frozen by the facilitator. Your words are kept; propose them as an amendment?",
  },
  "wording-changed": {
    status: 409,
    message: "The wording has changed since you looked. Read it again, then say what you think of it.",
  },
  "wording-same": { status: 422, message: "This is the wording that the clause has already." },
  "comment-unknown": { status: 404, message: "This comment is not known here." },
  "comment-closed": {
    status: 409,
    message: "This comment was withdrawn, hidden or resolved; nothing can be done with it any more.",
  },
  "comments-closed": {
    status: 409,
    message: "Comments are closed here for the moment. What others wrote can still be read.",
  },
  "not-yours": { status: 403, message: "Only the person who wrote this can change it." },
  muted: {
    status: 403,
    message: "A facilitator has muted your contributions. Speak to them; you can still read along.",
  },
  "amendment-unknown": { status: 404, message: "This amendment is not known here." },
  "amendment-closed": {
    status: 409,
    message: "This amendment was adopted, declined or withdrawn already.",
  },
  "contribution-held": {
    status: 409,
    message: "This still waits for a facilitator to let it through. It goes on once everybody sees it.",
  },
  "amendment-outdated": {
    status: 409,
    message: "The clause has moved on since this was proposed. Bring the amendment up to date first.",
  },
  "adoption-overwritten": {
    status: 409,
    message: "The clause was changed after the adoption. Undoing it would lose those words.",
  },
  "block-without-reason": {
    status: 422,
    message: "A block needs its reason, so that the others can answer it.",
  },
  "check-unknown": { status: 404, message: "This check is not known here." },
  "check-closed": { status: 409, message: "This check is closed already." },
  "check-open": { status: 409, message: "A check is open already. Close it before the next one." },
  "idea-unknown": { status: 404, message: "This idea is not known here." },
  "idea-closed": { status: 409, message: "This idea became a clause or was declined already." },
  "person-unknown": { status: 404, message: "There is no such person in this declaration." },
  "nothing-changed": { status: 409, message: "This is so already." },
  "key-reused": {
    status: 409,
    message: "This was sent before with other words. Send it again as something new.",
  },
  "too-many-contributions": {
    status: 429,
    message: "That was a lot at once. Wait a minute, then go on; nothing of yours is lost.",
  },
  "version-unknown": { status: 404, message: "There is no such version of this declaration." },
  "code-unknown": {
    status: 404,
    message: "This code is not known here. Check it on the screen, or scan the QR code.",
  },
  "too-many-codes": {
    status: 429,
    message: "Too many wrong codes came from here. Scan the QR code on the screen, or wait a minute.",
  },
  "input-invalid": { status: 400, message: "Something in the form is missing or too long." },
  "command-unknown": { status: 404, message: "There is no such command." },
  "format-unknown": {
    status: 404,
    message: "This format is not known. Choose one of those that are offered.",
  },
  "export-failed": {
    status: 503,
    message: "This paper could not be made. The declaration is safe; try again, or choose another format.",
  },
  "export-busy": {
    status: 503,
    message: "Many papers are being made at the moment. Try again in a minute.",
  },
  "import-unreadable": {
    status: 422,
    message:
      "This file could not be read. Bring a Word file (.docx), a web page, Markdown, or a file that Plenary wrote.",
  },
  "import-too-large": {
    status: 413,
    message: "This file is too large to bring in. Leave out its pictures, or bring it in parts.",
  },
  "import-too-complex": {
    status: 422,
    message: "This file holds more than a declaration can. Bring it in parts.",
  },
  "import-unknown": {
    status: 404,
    message: "This preview is not kept any more. Choose the file again.",
  },
  "archive-unreadable": {
    status: 422,
    message: "This file is no archive that Plenary has written. Choose the .zip that was downloaded.",
  },
  "archive-damaged": {
    status: 422,
    message: "This archive is damaged or was changed, so nothing of it was taken in. Download it again.",
  },
  "archive-too-large": {
    status: 413,
    message: "This file is larger than any archive of a declaration can be.",
  },
  "path-unknown": { status: 404, message: "There is nothing at this address." },
  internal: {
    status: 500,
    closeCode: 1011,
    message: "Something went wrong on the server. Nothing that was saved is lost. Try again.",
  },
} as const satisfies Record<string, RefusalEntry>;

export type RefusalId = keyof typeof refusals;

export function isRefusalId(id: string): id is RefusalId {
  return Object.hasOwn(refusals, id);
}

/** The entry of that id, with its optional parts readable. */
export function refusalOf(id: RefusalId): RefusalEntry {
  return refusals[id];
}
