import { expect, test } from "vitest";
import { clauseAt, wordsOfClauses } from "../kit/browserPeople.ts";
import { browserStage } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";

describeInChromium("people draft in real browsers", () => {
  const stage = browserStage();

  test("two people write in one clause and in different themes at once; both end equal, the hall sees it and has nowhere to write", async () => {
    const [alice, bob] = [
      await stage.someone("participant", "Alice"),
      await stage.someone("participant", "Bob"),
    ];
    const hall = await stage.someone("attendee", "");
    await clauseAt(alice.page, 1, 0).click();
    await clauseAt(bob.page, 1, 0).click();
    await Promise.all([
      alice.page.keyboard.type("Public authorities open education to everyone. ", { delay: 5 }),
      bob.page.keyboard.type("Employers name the skills they need. ", { delay: 5 }),
    ]);
    await clauseAt(alice.page, 2, 0).click();
    await clauseAt(bob.page, 3, 0).click();
    await Promise.all([
      alice.page.keyboard.type("Wallets carry credentials across borders.", { delay: 5 }),
      bob.page.keyboard.type("A trust network is built from registers.", { delay: 5 }),
    ]);
    const everything = (words: string[]) => words.join(" ");
    const letters = (text: string) => [...text.replaceAll(/\s/g, "")].sort().join("");
    const written = letters(
      "Public authorities open education to everyone. Employers name the skills they need. Wallets carry credentials across borders. A trust network is built from registers.",
    );
    for (const { page } of [alice, bob, hall]) {
      await eventually(
        async () => letters(everything(await wordsOfClauses(page))) === written,
        "every letter at everybody",
      );
    }
    const texts = await Promise.all([alice, bob, hall].map(({ page }) => wordsOfClauses(page)));
    expect(texts[1]).toEqual(texts[0]);
    expect((texts[2] as string[]).filter(Boolean)).toEqual((texts[0] as string[]).filter(Boolean));
    expect((texts[0] as string[]).join(" ")).toContain("Wallets carry credentials across borders.");
    expect(await hall.page.locator("[contenteditable=true]").count()).toBe(0);
    await alice.page.getByText("Saved", { exact: true }).first().waitFor();
    for (const person of [alice, bob, hall]) expect(person.complaints).toEqual([]);
  });

  test("Enter makes a clause with the next number, Backspace joins it back, and moving it keeps its words", async () => {
    const { page } = await stage.someone("participant", "Carol");
    await clauseAt(page, 4, 0).click();
    await page.keyboard.type("First thought");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Second thought");
    const numbers = () =>
      page.locator(".declaration-section").nth(4).locator(".clause-number").allTextContents();
    await eventually(async () => (await numbers()).join() === "4.1,4.2", "two numbers");
    await page.keyboard.press("Home");
    await page.keyboard.press("Backspace");
    await eventually(async () => (await numbers()).join() === "4.1", "one number");
    expect(await clauseAt(page, 4, 0).textContent()).toContain("First thoughtSecond thought");
    await page.keyboard.press("ControlOrMeta+z");
    await eventually(async () => (await numbers()).join() === "4.1,4.2", "two numbers again");
  });

  test("selecting everything and deleting leaves every section standing, for everyone", async () => {
    const [carol, dan] = [
      await stage.someone("participant", "Carol"),
      await stage.someone("participant", "Dan"),
    ];
    await clauseAt(carol.page, 0, 0).click();
    await carol.page.keyboard.type("Recalling that we met");
    await carol.page.keyboard.press("ControlOrMeta+a");
    await carol.page.keyboard.press("Delete");
    await carol.page.keyboard.press("ControlOrMeta+a");
    await carol.page.keyboard.type("x");
    await eventually(
      async () => !(await dan.page.locator(".declaration").first().textContent())?.includes("Recalling"),
      "Dan sees it gone",
    );
    for (const { page } of [carol, dan]) expect(await page.locator(".declaration-section").count()).toBe(6);
    await carol.page.getByText("Saved", { exact: true }).first().waitFor();
  });

  test("R2 a lost network says so and keeps the words, a restarted server gets them by itself, a reload keeps them too", async () => {
    const erin = await stage.someone("participant", "Erin");
    const frank = await stage.someone("participant", "Frank");
    await clauseAt(erin.page, 5, 0).click();
    await erin.context.setOffline(true);
    await erin.page.keyboard.type("Written in the tunnel. ");
    await erin.page
      .getByText(/Offline/)
      .first()
      .waitFor();
    await erin.context.setOffline(false);
    await eventually(
      async () => (await wordsOfClauses(frank.page)).join(" ").includes("Written in the tunnel."),
      "Frank sees what was written offline",
    );
    await erin.page.getByText("Saved", { exact: true }).first().waitFor();

    await stage.restart(async () => {
      await erin.page.keyboard.type("Written while the server was gone. ");
      await erin.page
        .getByText(/Offline/)
        .first()
        .waitFor();
    });
    await erin.page.getByText("Saved", { exact: true }).first().waitFor({ timeout: 40_000 });
    await eventually(
      async () => (await wordsOfClauses(frank.page)).join(" ").includes("Written while the server was gone."),
      "Frank sees it after the restart",
    );
    await erin.page.reload();
    await eventually(
      async () => (await wordsOfClauses(erin.page)).join(" ").includes("Written while the server was gone."),
      "the words are there after a reload",
    );
  });
});
