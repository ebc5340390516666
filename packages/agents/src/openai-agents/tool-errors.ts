import type { LiveSpan } from '@spanwright/core';

/** What the work of tools threw, by the span of the tool's call: from 0.15 on the SDK tells no more than that it did. */
export class ToolErrors {
  readonly #thrown = new WeakMap<LiveSpan, { readonly error: unknown }>();

  add(span: LiveSpan, error: unknown): void {
    this.#thrown.set(span, { error });
  }

  of(span: LiveSpan): { readonly error: unknown } | undefined {
    return this.#thrown.get(span);
  }
}
