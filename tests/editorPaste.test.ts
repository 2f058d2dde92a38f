// @vitest-environment jsdom
import { DOMParser as EditorParser, type Fragment } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { cleanHtml } from "../client/editor/cleanHtml.ts";
import { parsePlainText, paste } from "../client/editor/pasting.ts";
import { at, atStart, clause, draft, schema, told } from "./kit/draft.ts";

/** What Word 365 puts on the clipboard, shortened to what matters. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='mso-list:none'><span lang=EN-US>Recognition<o:p></o:p></span></h2>
<p class=MsoNormal><span lang=EN-US>Member States <b>shall</b> recognise <i style='mso-bidi-font-style:normal'>small</i> learning,
see <a href="https://example.org/law">the law</a> and <a href="file:///C:/secret.docx">a draft</a>:<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>by register<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>national<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>by trust<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span>third<o:p></o:p></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Actor</p></td><td><p class=MsoNormal>Ministry</p></td></tr></table>
<p class=MsoNormal><span style='font-weight:700'>Closing</span> words<img src="file:///x.png"></p>
<!--EndFragment--></body></html>`;

function parsed(html: string): Fragment {
  const body = document.createElement("body");
  body.innerHTML = cleanHtml(html);
  return EditorParser.fromSchema(schema).parseSlice(body).content;
}

function pasted(state: EditorState, content: Fragment): EditorState {
  const { tr } = state;
  expect(paste(tr, content)).toBe(true);
  return state.apply(tr);
}

const ids = ["a", "b"];
const preamble = (state: EditorState) => told(state, ids)[0];
const blank = () => atStart(draft([clause("b", "")]), "b");
const start = draft([clause("a", "one two"), clause("b", "")]);

describe("from Word", () => {
  test("paragraphs become clauses, lists stay lists with the words that lead to them, tables become lines", () => {
    const state = pasted(blank(), parsed(fromWord));
    expect(preamble(state)).toEqual([
      "b: Recognition",
      "new: Member States shall recognise small learning, see the law and a draft: / [by register / [national], by trust] / [third]",
      "new: Actor | Ministry",
      "new: Closing words",
    ]);
  });

  test("bold, italic and allowed links stay; everything else of its looks goes", () => {
    const html = cleanHtml(fromWord);
    expect(html).not.toMatch(/<(style|img|table|h2|meta)|mso-list:Ignore|·/);
    const marks = new Map<string, string>();
    pasted(blank(), parsed(fromWord)).doc.descendants((node) => {
      for (const mark of node.marks) marks.set(`${mark.type.name} ${node.text}`, mark.attrs.href ?? "");
    });
    expect([...marks]).toEqual([
      ["bold Recognition", ""],
      ["bold shall", ""],
      ["italic small", ""],
      ["link the law", "https://example.org/law"],
      ["bold Closing", ""],
    ]);
  });

  test("an ordered list keeps the number it began with", () => {
    const { doc } = pasted(blank(), parsed(fromWord));
    const starts: unknown[] = [];
    doc.descendants((node) => {
      if (node.type.name === "orderedList") starts.push(node.attrs.start);
    });
    expect(starts).toEqual([3]);
  });
});

describe("what is pasted", () => {
  test("a few words go in where the caret is", () => {
    expect(preamble(pasted(at(start, "one"), parsed("<p>, a half,</p>")))).toEqual([
      "a: one, a half, two",
      "b: ",
    ]);
    expect(preamble(pasted(at(start, "one"), parsed("<span>!</span>")))).toEqual(["a: one! two", "b: "]);
  });

  test("several paragraphs part the clause: its words before, the new clauses, its words behind", () => {
    expect(preamble(pasted(at(start, "one"), parsed("<p>, x</p><p>y</p>")))).toEqual([
      "a: one, x",
      "new: y",
      "new:  two",
      "b: ",
    ]);
    expect(preamble(pasted(at(start, "one two"), parsed("<p>, x</p><p>y</p>")))).toEqual([
      "a: one two, x",
      "new: y",
      "b: ",
    ]);
  });

  test("R4 a whole declaration copied brings its clauses with new ids and no section", () => {
    const other = draft([clause("a", "recital")], [clause("b", "action", ["first"])]);
    const state = pasted(at(draft([clause("a", "")], [clause("b", "words")]), "words"), other.doc.content);
    expect(state.doc.childCount).toBe(7);
    expect(told(state, ids)[1]).toEqual(["b: wordsTitle", "new: recital", "new: action / [first]"]);
  });

  test("goes into the title as plain words in one line", () => {
    const state = pasted(at(start, "Title"), parsed("<p><b>, all</b></p><p>of it</p>"));
    expect(state.doc.firstChild?.textContent).toBe("Title, all of it");
  });

  test("stays in the list where the caret is in one", () => {
    const list = draft([clause("a", ["x", "y"])]);
    expect(preamble(pasted(at(list, "x"), parsed("<p>1</p><p>2</p>")))).toEqual(["a: [x1 / 2, y]"]);
  });

  test("holds no list deeper than the editor allows, and loses no word of it", () => {
    const deep =
      "<ul><li>1<ul><li>2<ul><li>3<ul><li>4<ul><li>5</li></ul></li></ul></li></ul></li></ul></li></ul>";
    expect(preamble(pasted(blank(), parsed(deep)))).toEqual(["b: 1 / 2 / 3 / 4 / 5"]);
  });

  test("runs nothing and points nowhere else", () => {
    const html = `<p onclick="x()">a <a href="javascript:alert(1)">b</a><script>x()</script></p>`;
    const state = pasted(blank(), parsed(html));
    expect(preamble(state)).toEqual(["b: a b"]);
    expect(state.doc.toString()).not.toContain("link");
  });

  test("as plain text parts at empty lines where there are some, else at every line", () => {
    const lines = (text: string) =>
      parsePlainText(schema, text).content.content.map((each) => each.textContent);
    expect(lines("one\r\nmore\r\n\r\n\r\ntwo\r\n")).toEqual(["one more", "two"]);
    expect(lines("one\ntwo\n")).toEqual(["one", "two"]);
  });
});
