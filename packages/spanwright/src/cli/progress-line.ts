const WIDTH = 24;
const PLAIN_MS = 5000;

/** Tells on standard error how far a long command is: a bar on a terminal, else a line now and then. */
export class ProgressLine {
  readonly #what: string;
  readonly #total: number | undefined;
  #saidAt = 0;

  /**
   * @param what what is counted, as "traces"
   * @param total how many there are; undefined where that is not known
   */
  constructor(what: string, total: number | undefined) {
    this.#what = what;
    this.#total = total;
  }

  /** So many are done. */
  show(count: number): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${this.#bar(count)}${this.#text(count)}`);
    else if (performance.now() - this.#saidAt >= PLAIN_MS) {
      this.#saidAt = performance.now();
      process.stderr.write(`${this.#text(count)}\n`);
    }
  }

  /** Takes the bar away. */
  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  }

  #bar(count: number): string {
    if (!this.#total) return '';
    const full = Math.min(WIDTH, Math.round((WIDTH * count) / this.#total));
    return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] `;
  }

  #text(count: number): string {
    const total = this.#total === undefined ? '' : ` of ${this.#total.toLocaleString('en')}`;
    return `${count.toLocaleString('en')}${total} ${this.#what}`;
  }
}
