import { limits } from '../limits.ts';

/**
 * Lets requests decode what they have brought in their order, and few at a time: as objects, and on their way to the
 * store, traces take several times the memory of their bytes, and more of them at once are not stored sooner.
 */
export class Turns {
  #held = 0;
  #bytes = 0;
  readonly #waiting: { readonly bytes: number; readonly begin: () => void }[] = [];

  /** Does `work`, whose traces have come as so many bytes, once there is room for it. */
  async take<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length === 0 && this.#hasRoom(bytes)) this.#hold(bytes);
    else await new Promise<void>((begin) => void this.#waiting.push({ bytes, begin }));
    try {
      return await work();
    } finally {
      this.#release(bytes);
    }
  }

  #hasRoom(bytes: number): boolean {
    return this.#held < limits.decodedRequests || this.#bytes + bytes <= limits.decodedBytes;
  }

  #hold(bytes: number): void {
    this.#held += 1;
    this.#bytes += bytes;
  }

  #release(bytes: number): void {
    this.#held -= 1;
    this.#bytes -= bytes;
    for (let [next] = this.#waiting; next && this.#hasRoom(next.bytes); [next] = this.#waiting) {
      this.#waiting.shift();
      this.#hold(next.bytes);
      next.begin();
    }
  }
}
