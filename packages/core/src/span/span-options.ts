import type { SpanType } from '../model/index.ts';
import type { LiveSpan } from './live-span.ts';
import type { StatusInput } from './span-status.ts';

/** How a span starts. */
export interface SpanOptions {
  readonly name?: string;
  /** Default `UNKNOWN`. */
  readonly spanType?: SpanType;
  readonly inputs?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** The parent; default the active span, and without one a new trace. */
  readonly parent?: LiveSpan;
  /** Nanoseconds since the Unix epoch; default now. */
  readonly startTimeNs?: bigint;
}

/** Ids that come from elsewhere: another process, or another tracer of this one. */
export interface SpanOrigin {
  /** 16 hex digits; default a new one. */
  readonly spanId?: string;
  /** Id of a parent that is no `LiveSpan` of this process, 16 hex digits. */
  readonly remoteParentId?: string;
  /** Told when the span ends. */
  readonly ended?: (span: LiveSpan) => void;
}

/** How a span ends. */
export interface SpanEndOptions {
  readonly outputs?: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Default OK, unless the span has failed already. */
  readonly status?: StatusInput;
  /** Nanoseconds since the Unix epoch; default now. */
  readonly endTimeNs?: bigint;
}
