import type { Assessment } from './assessment.ts';
import type { SpanData } from './span-data.ts';

/** State of a trace: that of its root span, `IN_PROGRESS` until the root has ended. */
export type TraceState = 'OK' | 'ERROR' | 'IN_PROGRESS' | 'STATE_UNSPECIFIED';

/** What is known of a trace without its spans: MLflow's `TraceInfo` (V3), in camelCase. */
export interface TraceInfo {
  /** `tr-` and 32 lower-case hex digits. */
  readonly traceId: string;
  /** `"0"` is the experiment "Default". */
  readonly experimentId: string;
  /** Start, milliseconds since the Unix epoch. */
  readonly requestTimeMs: number;
  /** Milliseconds; missing while the trace is in progress. */
  readonly executionDurationMs?: number;
  readonly state: TraceState;
  /** The root is elsewhere: of a trace that is known otherwise, this says nothing but its metadata and tags. */
  readonly partial?: true;
  readonly clientRequestId?: string;
  /** At most 1,000 characters. */
  readonly requestPreview?: string;
  /** At most 1,000 characters. */
  readonly responsePreview?: string;
  /** Written by the tracer. */
  readonly metadata: { readonly [key: string]: string };
  /** Changeable by the user. */
  readonly tags: { readonly [key: string]: string };
  /** Feedback and expectations, oldest first; missing where there are none. */
  readonly assessments?: readonly Assessment[];
}

/** A whole trace, or the part of it that is being exported: plain data, fit for a structured clone. */
export interface TraceData {
  readonly info: TraceInfo;
  readonly spans: readonly SpanData[];
  /** On its way to a store: the experiment's name where its id is not known yet; it is created when there is none. */
  readonly experimentName?: string;
}
