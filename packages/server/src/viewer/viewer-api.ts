/**
 * What the viewer asks the server for, beside MLflow's REST API: everything under `/api/spanwright/v1`. Queries take
 * their lists as repeated parameters; errors have MLflow's body, `{error_code, message}`. What changes traces
 * (assessments, tags, deletion) goes through MLflow's own routes under `/ajax-api`.
 *
 * | route                          | query                                                        | answer            |
 * | ------------------------------ | ------------------------------------------------------------ | ----------------- |
 * | `GET /config`                  |                                                              | `ViewerConfig`    |
 * | `GET /experiments`             |                                                              | `ExperimentList`  |
 * | `GET /traces`                  | `experiment*`, `filter`, `order*`, `limit`, `page`            | `TraceList`       |
 * | `GET /filter`                  | `filter`                                                     | `FilterCheck`     |
 * | `GET /traces/ID`               | `from`, `limit` (spans; default 0, 5000)                     | `TraceOutline`    |
 * | `GET /traces/ID/spans/SPAN`    |                                                              | `SpanJson`        |
 * | `GET /traces/ID/search`        | `text`                                                       | `SpanSearch`      |
 * | `GET /traces/ID/export`        | `format`: `json`, `otlp`                                     | a file            |
 * | `GET /export`                  | as `/traces`, `format`: `jsonl`, `otlp`, `csv`               | a file, streamed  |
 * | `GET /charts`                  | `experiment*`, `from`, `to` (ms), `by`, `interval`           | `Chart`           |
 * | `GET /facets`                  | `experiment*`, `filter`, `limit`                             | `FacetList`       |
 * | `GET /sessions`                | `experiment*`, `limit`, `page`                               | `SessionList`     |
 * | `GET /runs`                    | `experiment`, `limit`                                        | `RunList`         |
 * | `GET /runs/ID`                 |                                                              | `RunJson`         |
 * | `GET /models`                  | `experiment*`                                                | `ModelList`       |
 * | `GET /models/ID`               |                                                              | `ModelJson`       |
 * | `GET /live`                    | `experiment*`                                                | `LiveEvent`s, SSE |
 * | `GET /attachments/ID/NAME`     | `content_type`                                               | the bytes         |
 *
 * An `order` is one of MLflow's, or `total_tokens` or `total_cost` with `ASC` or `DESC`.
 */
import type { SpanJson, TraceInfoJson } from '@spanwright/core/model';
import type { ChartPoint, Facet, Session } from '@spanwright/store';

export type { ChartPoint, Facet, Session, SpanJson, TraceInfoJson };

/** Where the routes of this file are. */
export const VIEWER_API = '/api/spanwright/v1';

/** What the viewer has to know before anything else. */
export interface ViewerConfig {
  /** Of the server. */
  readonly version: string;
  /** Where the traces are kept, without secrets: a file's path or `postgresql://host/database`. */
  readonly database: string;
  /** Nothing can be changed. */
  readonly readOnly: boolean;
}

/** Answer of `/experiments`: those that are not deleted. */
export interface ExperimentList {
  readonly experiments: readonly { readonly experimentId: string; readonly name: string; readonly createdMs: number }[];
}

/** Answer of `/traces`. A page may be short, and even empty, while it has a token. */
export interface TraceList {
  readonly traces: readonly TraceInfoJson[];
  readonly nextPageToken?: string;
}

/** Answer of `/filter`. */
export interface FilterCheck {
  /** Missing where the filter is understood. */
  readonly error?: {
    readonly message: string;
    /** Character of the filter where it goes wrong, from 0; missing where it is not known. */
    readonly position?: number;
  };
}

/** Answer of `/traces/ID`: a trace, and its spans without their content, in order of their start. */
export interface TraceOutline {
  readonly info: TraceInfoJson;
  /** Start of the earliest span, nanoseconds since the Unix epoch, in decimal. */
  readonly startNs: string;
  /** Number of all spans of the trace. */
  readonly spanCount: number;
  readonly spans: readonly SpanOutline[];
  /** `from` of the next part; missing with the last. */
  readonly next?: number;
}

/** What the tree and the waterfall need of a span. */
export interface SpanOutline {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly spanType: string;
  /** Microseconds since `TraceOutline.startNs`. */
  readonly startUs: number;
  /** Microseconds; missing while the span is open. */
  readonly durationUs?: number;
  readonly status: 'UNSET' | 'OK' | 'ERROR';
  /** Type and message of its first exception, or its status message. */
  readonly error?: string;
  readonly model?: string;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** USD. */
  readonly cost?: number;
  /** Name of the agent that works in the span. */
  readonly agent?: string;
  /** The hand-off that the span is. */
  readonly handoff?: { readonly from: string; readonly to: string; readonly reason?: string };
  /** Number of its events. */
  readonly events?: number;
}

/** Answer of `/traces/ID/search`: spans whose name, inputs, outputs or attributes have the text, in order. */
export interface SpanSearch {
  readonly spanIds: readonly string[];
}

/** Answer of `/charts`, in order of time. */
export interface Chart {
  readonly points: readonly ChartPoint[];
}

/** Answer of `/facets`. */
export interface FacetList {
  readonly facets: readonly Facet[];
}

/** Answer of `/sessions`, the latest first. */
export interface SessionList {
  readonly sessions: readonly Session[];
  readonly nextPageToken?: string;
}

/** A run, its traces found by the filter `run_id = 'ID'`. */
export interface RunJson {
  readonly runId: string;
  readonly runName: string;
  readonly experimentId: string;
  readonly status: string;
  /** Milliseconds since the Unix epoch. */
  readonly startMs: number;
  /** Missing while it runs. */
  readonly endMs?: number;
  readonly params: { readonly [key: string]: string };
  readonly metrics: { readonly [key: string]: number };
  readonly tags: { readonly [key: string]: string };
}

/** Answer of `/runs`, the newest first. */
export interface RunList {
  readonly runs: readonly RunJson[];
}

/** A logged model; its traces are found by the filter ``metadata.`mlflow.modelId` = 'ID'``. */
export interface ModelJson {
  readonly modelId: string;
  readonly name: string;
  readonly experimentId: string;
  readonly sourceRunId?: string;
  readonly status: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  readonly tags: { readonly [key: string]: string };
  readonly params: { readonly [key: string]: string };
  /** Names of registered models and their versions that are this model. */
  readonly registered: readonly { readonly name: string; readonly version: number }[];
}

/** Answer of `/models`, the newest first. */
export interface ModelList {
  readonly models: readonly ModelJson[];
}

/** What `/live` sends as events of the type `traces`: traces that are new or have changed. */
export interface LiveEvent {
  readonly traces: readonly TraceInfoJson[];
  /** More have changed than are listed: ask again. */
  readonly more?: true;
}
