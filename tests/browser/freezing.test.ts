import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clauseAt, phone, wordsOfClauses } from "../kit/browserPeople.ts";
import { browserStage, decide, look } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";

const wording = "Quality-assurance bodies publish a common register.";

describeInChromium("what is frozen", () => {
  const stage = browserStage();
  const card = (page: Page, number: string) => page.getByRole("region", { name: `About clause ${number}` });
  const saved = (page: Page) => page.getByText("Saved", { exact: true }).first().waitFor();
  const frozenClause = (page: Page) => clauseAt(page, 3, 0).and(page.locator("[data-frozen]"));

  test("R3 a clause freezes while somebody types: keys, paste and undo change nothing, the next clause goes on; whoever comes back from offline makes an amendment of their words with one press", async () => {
    const fatima = await stage.someone("facilitator", "Fatima");
    const bob = await stage.someone("participant", "Bob");
    const carol = await stage.someone("participant", "Carol");
    await clauseAt(bob.page, 3, 0).click();
    await bob.page.keyboard.type(wording);
    await saved(bob.page);
    await carol.page.getByText(wording).first().waitFor();
    await clauseAt(carol.page, 3, 0).locator("p").click();
    await carol.page.keyboard.press("End");
    await carol.context.setOffline(true);
    await carol.page.keyboard.type(" Machines can read it.");
    await carol.page
      .getByText(/^Offline/)
      .first()
      .waitFor();

    await clauseAt(fatima.page, 3, 0).locator("p").click();
    await card(fatima.page, "3.1")
      .getByRole("button", { name: /^Decide/ })
      .press("Enter");
    await fatima.page.getByRole("menuitem", { name: "Freeze now" }).press("Enter");
    await frozenClause(bob.page).waitFor();
    expect(await clauseAt(bob.page, 3, 0).getAttribute("aria-label")).toBe("Clause 3.1, frozen");
    await bob.page.keyboard.type(" And more.");
    await bob.page.getByText("This clause is frozen by the facilitator.").waitFor();
    await bob.page.keyboard.press("ControlOrMeta+z");
    await bob.page.keyboard.press("Backspace");
    await bob.page.keyboard.press("ArrowLeft");
    await bob.page.keyboard.press("Enter");
    await bob.page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "pasted");
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await clauseAt(bob.page, 4, 0).click();
    await bob.page.keyboard.type("Another clause.");
    await saved(bob.page);
    expect((await wordsOfClauses(bob.page)).filter(Boolean)).toEqual([wording, "Another clause."]);
    await look(bob.page, "frozen-clause");

    await carol.context.setOffline(false);
    const notice = carol.page.getByRole("alert", { name: "Not saved" });
    await notice.getByText("Machines can read it.").waitFor();
    await look(carol.page, "frozen-refused");
    await notice.getByRole("button", { name: "Propose them as an amendment" }).click();
    await notice.waitFor({ state: "detached" });
    await carol.page.locator(".declaration-title").waitFor();
    await saved(carol.page);
    await clauseAt(fatima.page, 3, 0).locator("p").click();
    const proposed = fatima.page.getByRole("article", { name: /proposed by Carol/ });
    await proposed.locator("ins").first().waitFor();
    expect((await proposed.locator("ins").allTextContents()).join("")).toBe(" Machines can read it.");
    for (const { page } of [fatima, bob, carol]) {
      await eventually(
        async () => (await wordsOfClauses(page)).filter(Boolean).join("|") === `${wording}|Another clause.`,
        "the text is as it was frozen",
      );
    }
    await proposed.getByRole("button", { name: "Adopt" }).press("Enter");
    await eventually(
      async () => (await wordsOfClauses(bob.page)).includes(`${wording} Machines can read it.`),
      "the facilitator adopts it into the frozen clause",
    );
    expect(bob.complaints).toEqual([]);
  });

  test("R3 the whole text freezes after a countdown that everybody sees: then the title counts too, until it is open again", async () => {
    const fatima = await stage.someone("facilitator", "Fatima");
    const erin = await stage.someone("participant", "Erin", { viewport: phone });
    await decide(fatima.page, "freeze", { scope: { kind: "all" }, inSeconds: 4 });
    await erin.page.getByText(/The whole text freezes in 0:0\d/).waitFor();
    await erin.page.getByText("The whole text is frozen by the facilitator.").waitFor();
    const title = erin.page.locator(".declaration-title");
    const before = await title.textContent();
    await title.click();
    await erin.page.keyboard.type("x");
    await erin.page.getByText("This part of the text is frozen by the facilitator.").waitFor();
    expect(await title.textContent()).toBe(before);
    await look(erin.page, "frozen-everything-phone");
    await decide(fatima.page, "unfreeze", { scope: { kind: "all" } });
    await erin.page.getByText("The whole text is frozen by the facilitator.").waitFor({ state: "detached" });
    await erin.page.keyboard.press("End");
    await erin.page.keyboard.type(" now");
    await eventually(async () => (await title.textContent()) !== before, "the title can be written again");
    await saved(erin.page);
  });
});
