import { guarded } from '../guard.ts';
import { reportFailure } from '../logger.ts';
import type { CallFailure, CallReader } from '../integration/call-reader.ts';
import type { EndReason } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';

/** Reads a result inside the program's call: what is recorded of it, and whether it is a failure. */
export type ResultReader = Pick<CallReader, 'outputs' | 'failure' | 'errorAttributes'>;

const NO_READER: ResultReader = {};

/**
 * One observed call and its span. Whatever is observed first ends it; everything after that is ignored.
 * No method throws.
 */
export class RecordedCall {
  readonly span: LiveSpan;
  readonly #reader: ResultReader;

  constructor(span: LiveSpan, reader: ResultReader = NO_READER) {
    this.span = span;
    this.#reader = reader;
  }

  get ended(): boolean {
    return !this.span.isRecording();
  }

  /** The call gave its result. */
  settle(result: unknown): void {
    if (this.ended) return;
    this.#record(result);
    this.#close();
  }

  /** The call failed; what a stream had delivered before is kept. */
  fail(error: unknown, partial?: unknown): void {
    if (this.ended) return;
    if (partial !== undefined) this.#record(partial);
    guarded('recording an error', () => {
      this.span.recordException(error);
      const attributes = this.#reader.errorAttributes?.(error);
      if (attributes) this.span.setAttributes(attributes);
    });
    this.#close();
  }

  /** The program stopped before the end. */
  stop(reason: EndReason, partial?: unknown): void {
    if (this.ended) return;
    if (partial !== undefined) this.#record(partial);
    this.#close(reason);
  }

  // These two are part of every call: what `guarded` does, without its closures.
  #record(result: unknown): void {
    try {
      this.span.setOutputs(this.#reader.outputs ? this.#reader.outputs(result, this.span) : result);
      const failure = this.#reader.failure?.(result);
      if (failure) this.span.setStatus({ code: 'ERROR', message: failureMessage(failure) });
    } catch (error) {
      reportFailure('recording outputs', error);
    }
  }

  #close(reason?: EndReason): void {
    try {
      if (reason === undefined) this.span.end();
      else this.span.stop(reason);
    } catch (error) {
      reportFailure('ending a span', error);
    }
  }
}

function failureMessage({ type, message }: CallFailure): string {
  return type === undefined ? message : `${type}: ${message}`;
}
