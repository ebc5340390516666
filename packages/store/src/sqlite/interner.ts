import type { Statement } from './driver.ts';

const MAX_CACHED = 10_000;

/** Numbers that stand for texts in other tables: `dict` for names, `experiments` for experiment ids. */
export class Interner {
  readonly #ids = new Map<string, number>();
  readonly #select: Statement;
  readonly #insert: Statement;

  /**
   * @param select finds a text's number in its first column, `id`.
   * @param insert adds a text.
   */
  constructor(select: Statement, insert: Statement) {
    this.#select = select;
    this.#insert = insert;
  }

  /** The number of a text, given to it now if it has none. */
  idOf(text: string): number {
    const cached = this.#ids.get(text);
    if (cached !== undefined) return cached;
    const id = this.find(text) ?? Number(this.#insert.run(text).lastInsertRowid);
    if (this.#ids.size >= MAX_CACHED) this.#ids.clear();
    this.#ids.set(text, id);
    return id;
  }

  /** The number of a text, if it has one. */
  find(text: string): number | undefined {
    const id = this.#select.get(text)?.['id'];
    return typeof id === 'number' ? id : undefined;
  }

  /** Forgets what a transaction that was rolled back may have added. */
  forget(): void {
    this.#ids.clear();
  }
}
