import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { type BrowserPerson, clauseAt, wordsOfClauses } from "../kit/browserPeople.ts";
import { browserStage } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";

describeInChromium("hands in the text", () => {
  const stage = browserStage();

  async function someone(name: string): Promise<BrowserPerson> {
    return stage.someone("participant", name);
  }

  const words = (section: Locator) =>
    section.locator(".clause-wording").evaluateAll((all) =>
      all.map((wording) => {
        const copy = wording.cloneNode(true) as HTMLElement;
        for (const caret of copy.querySelectorAll(".remote-caret")) caret.remove();
        return copy.textContent.trim();
      }),
    );
  const sectionAt = (page: Page, index: number) => page.locator(".declaration-section").nth(index);

  async function write(page: Page, section: number, lines: readonly string[]): Promise<void> {
    await clauseAt(page, section, 0).click();
    for (const [index, line] of lines.entries()) {
      if (index > 0) await page.keyboard.press("Enter");
      await page.keyboard.type(line);
    }
  }

  test("a clause is dragged by its handle to another place and to another theme, with its id", async () => {
    const { page, complaints } = await someone("Ada");
    await write(page, 1, ["one", "two", "three"]);
    const id = await clauseAt(page, 1, 2).getAttribute("data-id");
    const drag = async (from: Locator, to: Locator, side: "top" | "bottom") => {
      await from.hover();
      const handle = await from.locator(".clause-handle").boundingBox();
      const target = await to.boundingBox();
      if (!handle || !target) throw new Error("both are on the page");
      await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
      await page.mouse.down();
      await page.mouse.move(target.x + 20, side === "top" ? target.y : target.y + target.height, {
        steps: 8,
      });
      await page.locator(".clause-drop-line").waitFor();
      await page.mouse.up();
    };
    await drag(clauseAt(page, 1, 2), clauseAt(page, 1, 0), "top");
    await eventually(
      async () => (await words(sectionAt(page, 1))).join() === "three,one,two",
      "three stands first",
    );
    expect(await clauseAt(page, 1, 0).getAttribute("data-id")).toBe(id);
    await drag(clauseAt(page, 1, 0), clauseAt(page, 2, 0), "top");
    await eventually(async () => (await words(sectionAt(page, 2)))[0] === "three", "three stands in theme 2");
    expect(await words(sectionAt(page, 1))).toEqual(["one", "two"]);
    expect(await clauseAt(page, 2, 0).getAttribute("data-id")).toBe(id);
    expect(await page.locator(".clause-drop-line").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("a composition stays whole while somebody else writes into the same clause", async () => {
    const [ada, ben] = [await someone("Ada"), await someone("Ben")];
    await write(ada.page, 3, ["start"]);
    await eventually(async () => (await words(sectionAt(ben.page, 3)))[0] === "start", "Ben sees the start");
    const keyboard = await ada.page.context().newCDPSession(ada.page);
    await ada.page.keyboard.press("End");
    await keyboard.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
    await clauseAt(ben.page, 3, 0).locator("p").click();
    await ben.page.keyboard.press("Home");
    await ben.page.keyboard.type("before ");
    await keyboard.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    await keyboard.send("Input.insertText", { text: "日本" });
    for (const { page } of [ada, ben]) {
      await eventually(
        async () => (await wordsOfClauses(page)).includes("before start日本"),
        "both see both",
      );
    }
  });

  test("the caret of another person carries the name they joined with, and is none of the words", async () => {
    const [ada, ben] = [await someone("Ada"), await someone("Ben <b>Bold</b>")];
    await write(ben.page, 4, ["Ben writes"]);
    const caret = ada.page.locator(".remote-caret", { hasText: "Ben <b>Bold</b>" });
    // A caret is drawn anew with every remote edit: one that is just being replaced has no style.
    await eventually(
      async () =>
        /^#[0-9A-Fa-f]{6}$/.test(
          await caret.evaluate((element) => getComputedStyle(element).getPropertyValue("--caret")),
        ),
      "the caret has the colour that the server gave",
    );
    expect(ada.complaints).toEqual([]);
    await ben.context.close();
    await caret.waitFor({ state: "detached" });
  });

  test("guiding questions are chosen by keyboard at the clause, and the outline's dot fills", async () => {
    const { page } = await someone("Ada");
    await clauseAt(page, 4, 0).locator("p").first().click();
    await page.keyboard.press("Alt+Shift+Q");
    const menu = page.getByRole("menu");
    await menu.waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await menu.getByRole("menuitemcheckbox").nth(1).getAttribute("aria-checked")).toBe("true");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await eventually(
      async () => (await sectionAt(page, 4).locator(".section-question[data-answered=true]").count()) === 1,
      "the question is answered",
    );
    await page.keyboard.type("!");
    expect((await words(sectionAt(page, 4))).join(" ")).toContain("!");
  });

  test("what is copied in one theme is pasted into another as clauses of its own, however quick the hands", async () => {
    const { page } = await someone("Ada");
    await write(page, 5, ["alpha", "beta"]);
    await page.keyboard.press("Shift+Home");
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Shift+Home");
    await page.keyboard.press("ControlOrMeta+c");
    await clauseAt(page, 0, 0).click();
    await page.keyboard.press("ControlOrMeta+v");
    await eventually(async () => (await words(sectionAt(page, 0))).join() === "alpha,beta", "two recitals");
    const ids = await page.locator(".clause").evaluateAll((all) => all.map((each) => each.id));
    expect(new Set(ids).size).toBe(ids.length);
    await page.getByText("Saved", { exact: true }).first().waitFor();
  });

  test("Enter after a list's empty item goes on as words, then as the next clause; a list begins with a dash", async () => {
    const { page } = await someone("Ada");
    await clauseAt(page, 2, 0).locator("p").last().click();
    await page.keyboard.press("End");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.keyboard.type("- first");
    await page.keyboard.press("Enter");
    await page.keyboard.type("second");
    for (let times = 0; times < 3; times++) await page.keyboard.press("Enter");
    await page.keyboard.type("next clause");
    await eventually(
      async () => (await words(sectionAt(page, 2))).at(-1) === "next clause",
      "a clause after the list",
    );
    expect(await clauseAt(page, 2, 0).locator("li").allTextContents()).toEqual(["first", "second"]);
    await page.getByText("Saved", { exact: true }).first().waitFor();
  });
});
