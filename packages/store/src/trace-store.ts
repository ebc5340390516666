import type { TraceData, TraceInfo } from '@spanwright/core/model';

/** What `listTraces` selects; newest first. */
export interface ListQuery {
  /** Only traces of this experiment; default all. */
  readonly experimentId?: string;
  /** At most this many, 1 to 500; default 100. */
  readonly limit?: number;
  /** `nextPageToken` of the page before. */
  readonly pageToken?: string;
}

/** One page of traces without their spans. */
export interface TracePage {
  readonly traces: readonly TraceInfo[];
  /** Missing on the last page. */
  readonly nextPageToken?: string;
}

/** The narrow interface that every trace store offers. All methods reject with a `TracingError`. */
export interface TraceStore {
  /**
   * Stores traces, or adds spans to traces that are already there (upsert by trace id and span id).
   * Resolves when committed: a `kill -9` afterwards loses nothing. One rejected call stores none of its traces.
   */
  append(traces: readonly TraceData[]): Promise<void>;
  /** The whole trace with its spans in order of their start, or undefined. */
  getTrace(traceId: string): Promise<TraceData | undefined>;
  /** Newest first, by start time and then insertion. */
  listTraces(query?: ListQuery): Promise<TracePage>;
  /** Finishes what is open. Further calls reject. */
  close(): Promise<void>;
}
