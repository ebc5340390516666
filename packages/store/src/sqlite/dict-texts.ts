import type { Statement } from './driver.ts';

const MAX_CACHED = 10_000;

/** Texts of `dict` by their number. */
export class DictTexts {
  readonly #texts = new Map<number, string>();
  readonly #select: Statement;

  /** @param select finds a number's `text`, as a blob: drivers of Node 20 and 22 cut a text at a NUL. */
  constructor(select: Statement) {
    this.#select = select;
  }

  /** The text of a number; empty where there is none, as in a damaged file. */
  of(id: number): string {
    const cached = this.#texts.get(id);
    if (cached !== undefined) return cached;
    const bytes = this.#select.get(id)?.['text'];
    const text = bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : '';
    if (this.#texts.size >= MAX_CACHED) this.#texts.clear();
    this.#texts.set(id, text);
    return text;
  }

  /** Forgets what a transaction that was rolled back may have added. */
  forget(): void {
    this.#texts.clear();
  }
}
