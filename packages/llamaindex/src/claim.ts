import { tracer } from '@spanwright/core/kit';
import type { LiveSpan } from '@spanwright/core';

const claimed = new WeakSet<LiveSpan>();

/**
 * Whether the call that is reported from inside has its span already, started from outside with that name and one of
 * those types. Answers so once per span: a call that is made within it is another one.
 */
export function claim(name: string, types: readonly string[]): boolean {
  const span = tracer.activeSpan();
  if (!span || span.name !== name || !types.includes(span.spanType) || claimed.has(span)) return false;
  claimed.add(span);
  return true;
}
