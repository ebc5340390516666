/** Has changes of one thing carried out one after the other, however quickly the program asks for them. */
export class InOrder {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does `work` once all that was asked for `key` before is done, or has failed. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const done = before ? before.then(work, work) : work();
    this.#last.set(key, done);
    const forget = (): void => {
      if (this.#last.get(key) === done) this.#last.delete(key);
    };
    done.then(forget, forget);
    return done;
  }
}
