/**
 * What a joining client is served. Encoding a large text takes tens of milliseconds, and a thousand
 * people may come in the same minute: the whole text is encoded once and served to all of them,
 * together with the few updates that came since; it is encoded anew when those have grown.
 */
import * as Y from "yjs";
import { answerTextFrame, textFrame } from "../../shared/socketMessages.ts";
import { mergeInParts } from "./fanOut.ts";

/** Bytes of later updates past which encoding the whole text anew is the cheaper way. */
const longestTail = 16 * 1024;
/** Answers to clients that hold a part, kept until the text changes; and bytes of them, because each may be nearly the whole. */
const mostAnswers = 100;
const mostAnswerBytes = 8 * 1024 * 1024;
/** Bytes of a state vector past which its answer is not kept: a made-up one may be as long as a frame. */
const longestKey = 64 * 1024;

export class JoinState {
  readonly #document: Y.Doc;
  #whole: Uint8Array | null = null;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  readonly #answers = new Map<string, Uint8Array>();
  #answerBytes = 0;

  constructor(document: Y.Doc) {
    this.#document = document;
  }

  /** Call after each update that the document took in. */
  note(update: Uint8Array): void {
    this.#forgetAnswers();
    if (this.#whole === null) return;
    this.#tail.push(update);
    this.#tailBytes += update.length;
    if (this.#tailBytes > longestTail) this.#whole = null;
  }

  /** The frames that bring a client with that state vector up to date. Throws where it is no state vector. */
  answer(stateVector: Uint8Array): readonly Uint8Array[] {
    return stateVector.length === 1 && stateVector[0] === 0
      ? this.#everything()
      : [this.#difference(stateVector)];
  }

  #everything(): readonly Uint8Array[] {
    if (this.#whole === null) {
      this.#whole = answerTextFrame(Y.encodeStateAsUpdate(this.#document));
      this.#tail = [];
      this.#tailBytes = 0;
    }
    if (this.#tail.length > 1) this.#tail = [mergeInParts(this.#tail)];
    // What came later goes first and waits at the client for the whole: it then takes in both as one.
    return [...this.#tail.map(textFrame), this.#whole];
  }

  #difference(stateVector: Uint8Array): Uint8Array {
    const key = Buffer.from(stateVector.buffer, stateVector.byteOffset, stateVector.byteLength).toString(
      "latin1",
    );
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = answerTextFrame(Y.encodeStateAsUpdate(this.#document, stateVector));
    if (stateVector.length > longestKey) return answer;
    if (this.#answers.size >= mostAnswers || this.#answerBytes + answer.length > mostAnswerBytes)
      this.#forgetAnswers();
    this.#answers.set(key, answer);
    this.#answerBytes += answer.length;
    return answer;
  }

  #forgetAnswers(): void {
    this.#answers.clear();
    this.#answerBytes = 0;
  }
}
