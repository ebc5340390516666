import type { Filter } from '@spanwright/core/model';

/** By what a chart divides: names of traces; or, of spans, their types, models, or the names of tools. */
export type ChartDimension = 'name' | 'spanType' | 'model' | 'tool';

/** What `getChart` sums up. */
export interface ChartQuery {
  /** Only traces of these experiments; default all. */
  readonly experimentIds?: readonly string[];
  /** Only traces that started from then on: milliseconds since the Unix epoch, made a whole hour downwards. */
  readonly fromMs?: number;
  /** Only traces that started before then: milliseconds since the Unix epoch, made a whole hour upwards. */
  readonly toMs?: number;
  /** Default: all traces in one. */
  readonly by?: ChartDimension;
  /** Hours or days of UTC; default: the whole time in one. */
  readonly interval?: 'hour' | 'day';
}

/** Milliseconds within which so many hundredths of the calls were done. A store may be up to 5 % off. */
export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** Sums over traces or calls. Tokens and USD are counted once per call of a model, however many layers saw it. */
export interface Sums {
  /** Of traces; by type, model or tool: of spans. */
  readonly count: number;
  /** How many of them failed. */
  readonly errors: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  /** USD. */
  readonly cost: number;
}

/** One point of a chart. */
export interface ChartPoint extends Sums {
  /** Start of the hour or day, milliseconds since the Unix epoch; missing where the whole time is one. */
  readonly startMs?: number;
  /** The name, type, model or tool; missing where all traces are one. */
  readonly value?: string;
  /** Calls whose tokens have no known price: the cost lacks them. By type and model only. */
  readonly unpriced?: number;
  /** Missing while none has ended. */
  readonly latencyMs?: Latency;
}

/** What `listSessions` selects, the latest first. */
export interface SessionQuery {
  /** Only sessions of these experiments; default all. */
  readonly experimentIds?: readonly string[];
  /** At most this many, 1 to 500; default 100. */
  readonly limit?: number;
  /** `nextPageToken` of the page before. */
  readonly pageToken?: string;
}

/** A session: the traces that have its id as `mlflow.trace.session`, within an experiment. */
export interface Session extends Sums {
  readonly sessionId: string;
  readonly experimentId: string;
  /** Start of its first trace, milliseconds since the Unix epoch. */
  readonly firstMs: number;
  /** Start of its latest trace, milliseconds since the Unix epoch. */
  readonly lastMs: number;
}

/** One page of sessions. */
export interface SessionPage {
  readonly sessions: readonly Session[];
  /** Missing on the last page. */
  readonly nextPageToken?: string;
}

/** What `listFacets` counts. */
export interface FacetQuery {
  /** Only traces of these experiments; default all. */
  readonly experimentIds?: readonly string[];
  /** At most this many values of a key, 1 to 1000; default 20. */
  readonly limit?: number;
  /** `parseFilter` makes one: only traces that it selects are counted, the newest where there are very many. */
  readonly filter?: Filter;
}

/** What traces can be told apart by: a key that filters know, and how many traces have each of its values. */
export interface Facet {
  /** As a filter has it: `status`, `name`, `span.type`, `span.model`, `span.name`, `tags.KEY`, `metadata.KEY`. */
  readonly key: string;
  /** The most frequent first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Not all values are counted: there are too many. */
  readonly cut?: true;
  /** Not all traces that the filter selects are counted: there are too many. */
  readonly atLeast?: true;
}
