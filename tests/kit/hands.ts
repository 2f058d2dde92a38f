/** What hands do at a keyboard, by chance: every way of writing that the editor offers. */
import type { BoundEditor } from "./boundEditor.ts";

const pasted = [
  "<p>one pasted</p><p>two pasted</p>",
  "<ul><li>a point</li><li>another</li></ul>",
  "just words",
  '<h2>Heading</h2><table><tr><td>a</td><td>b</td></tr></table><p style="color:red">styled <a href="https://example.org/">link</a></p>',
];

/** Does one thing, drawn with `random`; `word` is what is typed where words are typed. */
export function act(hands: BoundEditor, random: () => number, word: string): void {
  const { editor } = hands;
  const place = () => Math.floor(random() * (editor.state.doc.content.size + 1));
  const caret = () => editor.commands.setTextSelection(place());
  const choices: [number, () => void][] = [
    [8, () => hands.type(`${word} `)],
    [
      8,
      () => {
        caret();
        hands.type(`${word} `);
      },
    ],
    [4, caret],
    [
      2,
      () => {
        const from = place();
        editor.commands.setTextSelection({ from, to: Math.min(editor.state.doc.content.size, from + 12) });
      },
    ],
    [0.5, () => editor.commands.setTextSelection({ from: place(), to: place() })],
    [4, () => hands.press("Enter")],
    [1, () => hands.press("Enter", { shiftKey: true })],
    [1, () => hands.press("Enter", { ctrlKey: true })],
    [3, () => hands.press("Backspace")],
    [1, () => hands.press("Delete")],
    [1, () => hands.type("- ")],
    [1, () => hands.press("Tab")],
    [1, () => hands.press("b", { ctrlKey: true })],
    [1, () => hands.press("i", { ctrlKey: true })],
    [2, () => hands.press("z", { ctrlKey: true })],
    [1, () => hands.press("y", { ctrlKey: true })],
    [2, () => hands.press("ArrowUp", { altKey: true, shiftKey: true, keyCode: 38 })],
    [2, () => hands.press("ArrowDown", { altKey: true, shiftKey: true, keyCode: 40 })],
    [
      1,
      () =>
        void editor.view.pasteHTML(
          pasted[Math.floor(random() * pasted.length)] ?? "",
          new Event("paste") as ClipboardEvent,
        ),
    ],
  ];
  let drawn = random() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, choice] of choices) {
    drawn -= weight;
    if (drawn >= 0) continue;
    choice();
    return;
  }
}
