/** What the HTTP interface answers, for server and client alike. */
import type { Action, Role } from "./permissions.ts";

export interface JoinAnswer {
  readonly declarationId: string;
  readonly role: Role;
  readonly participantId: string;
}

/** Answer of `GET /api/links/TOKEN`: what a join page shows before anyone joins. */
export interface LinkPreview {
  readonly declarationId: string;
  readonly title: string;
  readonly role: Role;
  readonly label: string;
  /** Who this browser already is in that declaration. */
  readonly alreadyJoined: { readonly name: string; readonly role: Role } | null;
}

/** Answer of `GET /api/declarations/ID/me`. */
export interface Me {
  readonly declarationId: string;
  readonly participantId: string;
  readonly name: string;
  readonly affiliation: string;
  readonly stakeholder: string;
  readonly role: Role;
  readonly allowed: readonly Action[];
  readonly schemaVersion: number;
}

/** One link as a facilitator sees it in `GET /api/declarations/ID/links`. */
export interface LinkView {
  readonly linkId: string;
  readonly role: Role;
  readonly label: string;
  /** The whole address to hand out; null once the link is revoked or has run out. */
  readonly url: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly people: number;
}

/** Answer of `POST /api/declarations`. */
export interface NewDeclarationAnswer {
  readonly declarationId: string;
  readonly links: readonly LinkView[];
}

/** Answer of `POST /api/declarations/ID/writer`: a small Yjs client id, never handed out twice (R8). */
export interface WriterAnswer {
  readonly clientId: number;
}

export interface RefusalAnswer {
  readonly error: { readonly id: string; readonly message: string };
}
