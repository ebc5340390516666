import type { LiveSpan } from '@spanwright/core';

/** Which object works on which request in a span: a method that calls that of its superclass is recorded once. */
export class WorkInProgress {
  readonly #bySpan = new WeakMap<LiveSpan, readonly [worker: unknown, request: unknown]>();

  add(span: LiveSpan, worker: unknown, request: unknown): void {
    this.#bySpan.set(span, [worker, request]);
  }

  isInside(span: LiveSpan | undefined, worker: unknown, request: unknown): boolean {
    const [known, itsRequest] = (span && this.#bySpan.get(span)) ?? [];
    return known !== undefined && known === worker && itsRequest === request;
  }
}
