/** One who writes: a document that holds the common ground and otherwise only its own words, and a caret in it. */
import * as Y from "yjs";
import { fragmentName } from "../../../shared/declaration/grammar.ts";
import { presenceFrame } from "../../../shared/socketMessages.ts";
import { tokenWord, wordLength } from "./tokens.ts";

export class Writer {
  readonly document = new Y.Doc();
  readonly #name: string;
  readonly #text = new Y.XmlText();
  #caretClock = 0;
  #update: Uint8Array | null = null;

  /** `ground` is the text as the server has it; writers spread over its sections. */
  constructor(ground: Uint8Array, clientId: number, number: number) {
    this.document.clientID = clientId;
    this.#name = `Person ${number}`;
    Y.applyUpdate(this.document, ground);
    this.document.on("update", (update: Uint8Array) => {
      this.#update = update;
    });
  }

  /** The update that lays down a clause of its own, with a first word in it. */
  begin(number: number, token: number): Uint8Array {
    const sections = this.document
      .getXmlFragment(fragmentName)
      .toArray()
      .filter((element) => element instanceof Y.XmlElement && element.nodeName === "section");
    const section = sections[number % sections.length] as Y.XmlElement;
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [this.#text]);
    this.#text.insert(0, tokenWord(token));
    const clause = new Y.XmlElement("clause");
    clause.setAttribute("id", `bench-${number}`);
    clause.insert(0, [paragraph]);
    return this.#change(() => section.insert(section.length, [clause]));
  }

  /** The update that types one more word at the end of its clause. */
  type(words: string): Uint8Array {
    return this.#change(() => this.#text.insert(this.#text.length, words));
  }

  /** The update that types somewhere into its clause, as a text grows that is worked on. */
  scatter(words: string): Uint8Array {
    const place = Math.floor((Math.random() * this.#text.length) / wordLength) * wordLength;
    return this.#change(() => this.#text.insert(place, words));
  }

  /** The caret behind the last word, as the editor binding writes it. */
  caret(): Uint8Array {
    const position = Y.createRelativePositionFromTypeIndex(this.#text, this.#text.length);
    const state = {
      user: { name: this.#name, color: "#1F6FB2" },
      cursor: { anchor: position, head: position },
    };
    return presenceFrame([
      { clientId: this.document.clientID, clock: ++this.#caretClock, state: JSON.stringify(state) },
    ]);
  }

  #change(act: () => void): Uint8Array {
    this.document.transact(act);
    const update = this.#update;
    if (update === null) throw new Error("nothing was written");
    this.#update = null;
    return update;
  }
}
