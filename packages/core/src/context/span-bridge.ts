import { sharedSlot } from '../shared-state.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { SpanOptions, SpanOrigin } from '../span/span-options.ts';

/** What another tracer made of a span of ours: its ids come from there. */
export interface BridgedSpan extends SpanOrigin {
  /** 32 hex digits. */
  readonly otelTraceId: string;
  /** False: the other tracer's sampler left it out, and so do we. */
  readonly sampled: boolean;
  /** Told of the span once it is there. */
  readonly started: (span: LiveSpan) => void;
}

/** Connects our spans with another tracer of the program; there is none unless the program asks for it. */
export interface SpanBridge {
  /** Starts the other tracer's span; undefined where that has none. */
  readonly begin?: (options: SpanOptions, parent: LiveSpan | undefined) => BridgedSpan | undefined;
  /** Runs `work` in the other tracer's context of `span`. */
  readonly around: <T>(span: LiveSpan, work: () => T) => T;
}

const state = sharedSlot<{ bridge?: SpanBridge }>('span bridge', () => ({}));

/** The bridge, if there is one. */
export function spanBridge(): SpanBridge | undefined {
  return state.bridge;
}

/** Sets the bridge, or takes it away. */
export function setSpanBridge(bridge: SpanBridge | undefined): void {
  if (bridge) state.bridge = bridge;
  else delete state.bridge;
}
