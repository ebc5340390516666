import { sharedSlot } from '../shared-state.ts';
import type { LiveSpan } from './live-span.ts';
import type { SpanProcessor } from './span-processors.ts';

interface SpanEnd {
  readonly processors: readonly SpanProcessor[];
  /** Called with every span just before it ends; undefined while there is nothing to do. */
  readonly ending: ((span: LiveSpan) => void) | undefined;
}

/** What is done at the end of spans. */
export const spanEnd: { -readonly [K in keyof SpanEnd]: SpanEnd[K] } = sharedSlot('span end', () => ({
  processors: [],
  ending: undefined,
}));
