import type { SpanLogLevel, SpanType } from '../model/index.ts';
import type { LiveSpan } from './live-span.ts';
import type { SpanLinkInput } from './span-link.ts';
import type { StatusInput } from './span-status.ts';

/** What few spans are started with. */
export interface SpanDetails {
  /** How much the span matters to who reads the trace; default by its type, see `Span.logLevel`. */
  readonly logLevel?: SpanLogLevel | Lowercase<SpanLogLevel>;
  readonly links?: readonly SpanLinkInput[];
  /** Of a root: the experiment that the trace goes to, instead of the one in force. */
  readonly experimentId?: string;
  /** Of a root: the run that the trace belongs to, instead of the active one. */
  readonly runId?: string;
}

/** How a span starts. */
export interface SpanOptions extends SpanDetails {
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
