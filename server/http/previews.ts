/** What was read of brought files and waits for a yes: in memory, few, and not for long. */
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";
import type { ReadFile } from "../import/readFile.ts";
import { newId } from "../participant/newId.ts";

export interface Preview extends ReadFile {
  readonly previewId: string;
  readonly fileName: string;
  /** Who brought it: nobody else can accept it. */
  readonly participantId: string;
  readonly expiresAt: number;
}

export class Previews {
  readonly #now: () => number;
  /** The oldest first. */
  readonly #kept = new Map<string, Preview>();

  constructor(now: () => number) {
    this.#now = now;
  }

  keep(participantId: string, fileName: string, read: ReadFile): Preview {
    const expiresAt = this.#now() + limits.previewMinutes * 60_000;
    const preview = { ...read, previewId: newId(), fileName, participantId, expiresAt };
    this.#kept.set(preview.previewId, preview);
    for (const [id, old] of this.#kept) {
      if (this.#kept.size > limits.previews || old.expiresAt <= this.#now()) this.#kept.delete(id);
    }
    return preview;
  }

  /** Refusal import-unknown. */
  find(participantId: string, previewId: string): Preview {
    const preview = this.#kept.get(previewId);
    if (preview === undefined || preview.participantId !== participantId || preview.expiresAt <= this.#now())
      throw new Refusal("import-unknown");
    return preview;
  }

  forget(previewId: string): void {
    this.#kept.delete(previewId);
  }
}
