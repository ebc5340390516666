import { now } from '../clock.ts';
import { warnOnce } from '../logger.ts';

// MLflow's pause between two such warnings.
const QUIET_MS = 30_000;

/** Counts traces that were dropped because too many were waiting, and tells of them now and then. */
export class DropCount {
  #count = 0;
  /** Of the dropped ones, those that were told of. */
  #told = 0;
  #quietUntil = -Infinity;

  get count(): number {
    return this.#count;
  }

  add(traces: number): void {
    this.#count += traces;
    if (now() >= this.#quietUntil) this.report();
  }

  /** Counts traces whose loss was told of as a failure. */
  addReported(traces: number): void {
    this.#count += traces;
    this.#told += traces;
  }

  /** Says how many there were, where that was not said yet. */
  report(): void {
    if (this.#count === this.#told) return;
    this.#told = this.#count;
    this.#quietUntil = now() + QUIET_MS;
    warnOnce(
      `traces are made faster than they can be stored: the oldest waiting ones are dropped, ${this.#count} so far`,
    );
  }
}
