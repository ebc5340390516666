import { guarded } from '../guard.ts';
import { EndReason, type JsonValue } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';

/** Selects what is recorded of a result; runs inside the program's call. */
export type OutputsOf = (result: unknown) => unknown;

/**
 * One observed call and its span. Whatever is observed first ends it; everything after that is ignored.
 * No method throws.
 */
export class RecordedCall {
  readonly span: LiveSpan;
  readonly #outputsOf: OutputsOf | undefined;

  constructor(span: LiveSpan, outputsOf?: OutputsOf) {
    this.span = span;
    this.#outputsOf = outputsOf;
  }

  get ended(): boolean {
    return !this.span.isRecording();
  }

  /** The call gave its result. */
  settle(result: unknown): void {
    if (this.ended) return;
    this.#record(result);
    this.#close(() => this.span.end());
  }

  /** The call failed; what a stream had delivered before is kept. */
  fail(error: unknown, partial?: unknown): void {
    if (this.ended) return;
    if (partial !== undefined) this.#record(partial);
    guarded('recording an error', () => this.span.recordException(error));
    this.#close(() => this.span.end());
  }

  /** The program stopped before the end. */
  stop(reason: EndReason, partial?: unknown): void {
    if (this.ended) return;
    if (partial !== undefined) this.#record(partial);
    this.#close(() => this.span.stop(reason));
  }

  #record(result: unknown): void {
    guarded('recording outputs', () => {
      this.span.setOutputs((this.#outputsOf ? this.#outputsOf(result) : result) as JsonValue);
    });
  }

  #close(end: () => void): void {
    guarded('ending a span', end);
  }
}
