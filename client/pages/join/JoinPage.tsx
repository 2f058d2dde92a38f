import { useEffect, useState } from "react";
import type { LinkPreview } from "../../../shared/answers.ts";
import { askServer, RefusedError } from "../../session/askServer.ts";
import { TitleWords } from "../../ui/TitleWords.tsx";
import { Masthead } from "../Masthead.tsx";
import { declarationAddress, invitations } from "./invitation.ts";
import { JoinForm } from "./JoinForm.tsx";
import { ScreenEntrance } from "./ScreenEntrance.tsx";
import "../../ui/Button.css";
import "./JoinPage.css";

type Looking =
  | { readonly kind: "looking" }
  | { readonly kind: "refused"; readonly message: string; readonly again: boolean }
  | { readonly kind: "found"; readonly link: LinkPreview };

/** `/join/TOKEN`: says what the link is for and lets a person in. */
export function JoinPage({ token }: { token: string }) {
  const [looking, setLooking] = useState<Looking>({ kind: "looking" });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt looks again.
  useEffect(() => {
    let left = false;
    askServer<LinkPreview>(`/api/links/${token}`)
      .then((link): Looking => ({ kind: "found", link }))
      .catch(
        (error: unknown): Looking => ({
          kind: "refused",
          message: error instanceof RefusedError ? error.message : String(error),
          again: error instanceof RefusedError && error.id === "unreachable",
        }),
      )
      .then((found) => {
        if (!left) setLooking(found);
      });
    return () => {
      left = true;
    };
  }, [token, attempt]);

  useEffect(() => {
    if (looking.kind === "found") document.title = `${looking.link.title || "Declaration"} · Plenary`;
  }, [looking]);

  return (
    <main className="join">
      <Masthead />
      {looking.kind === "looking" && <LoadingInvitation />}
      {looking.kind === "refused" && (
        <div role="alert">
          <h1 className="join-title">This link does not open</h1>
          <p className="join-lead">{looking.message}</p>
          {looking.again && (
            <button type="button" className="button button-main" onClick={() => setAttempt(attempt + 1)}>
              Try again
            </button>
          )}
        </div>
      )}
      {looking.kind === "found" && (
        <>
          <p className="join-kicker">You are invited {invitations[looking.link.role].to}</p>
          <h1 className="join-title">
            <TitleWords title={looking.link.title || "A declaration without a title"} />
          </h1>
          <Entrance token={token} link={looking.link} />
        </>
      )}
    </main>
  );
}

/** The way in that suits the link and whoever this browser has been here before. */
function Entrance({ token, link }: { token: string; link: LinkPreview }) {
  const [anew, setAnew] = useState(false);
  const { role, alreadyJoined } = link;
  // Somebody who tries the screen's link in their own browser keeps their place, unless they say otherwise.
  const isScreen = role === "screen" && (alreadyJoined?.role ?? role) === role;
  if (alreadyJoined !== null && !isScreen && !anew) {
    return <Welcome link={link} joined={alreadyJoined} onAnew={() => setAnew(true)} />;
  }
  return role === "screen" ? (
    <ScreenEntrance token={token} link={link} />
  ) : (
    <JoinForm token={token} link={link} />
  );
}

interface WelcomeProps {
  readonly link: LinkPreview;
  readonly joined: NonNullable<LinkPreview["alreadyJoined"]>;
  readonly onAnew: () => void;
}

/** For a browser that has been here: go on as the same person, or as somebody else. */
function Welcome({ link, joined, onAnew }: WelcomeProps) {
  const who = joined.name || "the same person";
  const before = invitations[joined.role].to;
  return (
    <div className="join-form">
      <p className="join-lead">
        This browser has joined before{joined.name ? ` as ${joined.name}` : ""}
        {joined.role === link.role
          ? "."
          : `, invited ${before}. This link invites you ${invitations[link.role].to}.`}
      </p>
      <div className="join-actions">
        <a className="button button-main" href={declarationAddress(link.declarationId)}>
          Continue as {who}
        </a>
        <button type="button" className="button button-plain" onClick={onAnew}>
          {joined.role === link.role ? "Join as someone else" : "Join with this link"}
        </button>
      </div>
    </div>
  );
}

function LoadingInvitation() {
  return (
    <div aria-busy="true">
      <p className="only-heard">Opening your link</p>
      <span className="shape shape-line" />
      <span className="shape shape-title" />
      <span className="shape shape-field" />
      <span className="shape shape-field" />
    </div>
  );
}
