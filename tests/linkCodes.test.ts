/** Short codes for attendee links, and how the screen invites the hall. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InvitationAnswer, LinkView } from "../shared/answers.ts";
import { limits } from "../shared/limits.ts";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});
afterEach(() => door.close());

async function attendeeLink(): Promise<LinkView> {
  const address = `/api/declarations/${door.declarationId}/links`;
  const answer = await door.ask("GET", address, { cookie: await door.cookie("facilitator", "Fay") });
  const link = answer.json<{ links: LinkView[] }>().links.find(({ role }) => role === "attendee");
  if (link === undefined) throw new Error("no attendee link");
  return link;
}

const lookUp = (code: string) => door.ask("GET", `/api/codes/${encodeURIComponent(code)}`);

describe("a short code", () => {
  test("is six letters and digits that nobody mistakes, for attendee links alone", async () => {
    const address = `/api/declarations/${door.declarationId}/links`;
    const answer = await door.ask("GET", address, { cookie: await door.cookie("facilitator", "Fay") });
    for (const { role, code } of answer.json<{ links: LinkView[] }>().links) {
      if (role === "attendee") expect(code).toMatch(/^[ACDEFGHJKMNPQRTVWXY2-9]{6}$/);
      else expect(code).toBeNull();
    }
  });

  test("leads to the link, however it is typed", async () => {
    const { code, url } = await attendeeLink();
    if (code === null) throw new Error("no code");
    const typed = [
      code,
      code.toLowerCase(),
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code.slice(0, 3)}-${code.slice(3)}`,
      code.replaceAll("8", "B").replaceAll("5", "s").replaceAll("2", "Z"),
    ];
    for (const each of typed) {
      expect((await lookUp(each)).json()).toEqual({ path: new URL(url ?? "").pathname });
    }
  });

  test.each(["", "AAAAA", "AAAAAAA", "??????", "OOOOOO", "ACDEFG"])(
    "that nobody gave out is refused by its name: %j",
    async (code) => {
      const answer = await lookUp(code === "" ? " " : code);
      expect(answer.status).toBe(404);
      expect(answer.refusal).toBe("code-unknown");
    },
  );

  test("cannot be found by trying: past some hundred wrong ones a minute nothing is looked up for that address", async () => {
    const { code } = await attendeeLink();
    for (let tried = 0; tried < limits.wrongCodesPerMinute; tried++) {
      // A right one in between does not count.
      if (tried % 100 === 0) expect((await lookUp(code ?? "")).status).toBe(200);
      expect((await lookUp("ACDEFG")).refusal).toBe("code-unknown");
    }
    const answer = await lookUp(code ?? "");
    expect([answer.status, answer.refusal]).toEqual([429, "too-many-codes"]);
  });

  test("changes with the address of its link, and goes with the link", async () => {
    const facilitator = await door.cookie("facilitator", "Fay");
    const before = await attendeeLink();
    await door.command(facilitator, "rotateLink", { linkId: before.linkId });
    const after = await attendeeLink();
    expect(after.code).not.toBe(before.code);
    expect((await lookUp(before.code ?? "")).status).toBe(404);
    expect((await lookUp(after.code ?? "")).status).toBe(200);
    await door.command(facilitator, "revokeLink", { linkId: before.linkId });
    expect((await attendeeLink()).code).toBeNull();
    expect((await lookUp(after.code ?? "")).status).toBe(404);
  });

  test("is shown on the screen with the address, and to nobody outside", async () => {
    const address = `/api/declarations/${door.declarationId}/invitation`;
    const link = await attendeeLink();
    const answer = await door.ask("GET", address, { cookie: await door.cookie("screen") });
    expect(answer.json<InvitationAnswer>().invitation).toEqual({
      url: link.url,
      code: link.code,
      entrance: new URL(door.url).host,
    });
    expect((await door.ask("GET", address)).status).toBe(401);
    await door.command(await door.cookie("facilitator", "Fay"), "revokeLink", { linkId: link.linkId });
    const later = await door.ask("GET", address, { cookie: await door.cookie("screen") });
    expect(later.json()).toEqual({ invitation: null });
  });
});
