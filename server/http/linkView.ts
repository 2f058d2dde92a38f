/** Links as facilitators see them, with the address to hand out. */
import type { Request } from "express";
import type { LinkView, NewDeclarationAnswer } from "../../shared/answers.ts";
import type { LinkRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { addressOf } from "./guards.ts";

type LinkParts = Pick<AppParts, "config" | "participants">;

export function viewOfLink(
  link: LinkRow & { readonly people: number },
  request: Request,
  { config, participants }: LinkParts,
): LinkView {
  const token = participants.tokenOf(link);
  return {
    linkId: link.id,
    code: participants.codes.codeOf(link),
    role: link.role,
    label: link.label,
    url: token === null ? null : `${addressOf(request, config)}/join/${token}`,
    expiresAt: link.expiresAt,
    revokedAt: link.revokedAt,
    people: link.people,
  };
}

/** What whoever began a declaration is told: where it is, and whom to hand which link. */
export function newDeclarationAnswer(
  { declarationId, links }: { readonly declarationId: string; readonly links: readonly LinkRow[] },
  request: Request,
  parts: LinkParts,
): NewDeclarationAnswer {
  return { declarationId, links: links.map((link) => viewOfLink({ ...link, people: 0 }, request, parts)) };
}
