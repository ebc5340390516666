import { expect } from '@jest/globals';
import type { Span, Trace } from '../../../src/index.ts';

/** The only span of that name. */
export function spanOf(trace: Trace, name: string): Span {
  const found = trace.searchSpans({ name });
  expect(found).toHaveLength(1);
  return found[0] as Span;
}

/** The span without a parent. */
export function rootOf(trace: Trace): Span {
  const found = trace.data.spans.filter((span) => span.parentId === undefined);
  expect(found).toHaveLength(1);
  return found[0] as Span;
}

/** Names of spans in order of their start. */
export function namesOf(trace: Trace): readonly string[] {
  return [...trace.data.spans].sort((a, b) => Number(a.startTimeNs - b.startTimeNs)).map(({ name }) => name);
}

/** Types of the exceptions that a span has recorded. */
export function exceptionsOf(span: Span): readonly unknown[] {
  return span.events.filter(({ name }) => name === 'exception').map(({ attributes }) => attributes['exception.type']);
}
