import type { Assessment, JsonValue, Span, Trace, TraceState } from '../model/index.ts';
import { type ArrowTable, toArrowTable } from './arrow-table.ts';
import { type ExtractedField, extractField } from './extract-field.ts';
import { tableText } from './table-text.ts';

/** The columns that every table of traces has, by MLflow's names. `null` stands for what is missing. */
export interface TraceColumns {
  readonly trace_id: string;
  readonly trace: Trace;
  readonly client_request_id: string | null;
  readonly state: TraceState;
  /** Milliseconds since the Unix epoch. */
  readonly request_time: number;
  /** Milliseconds. */
  readonly execution_duration: number | null;
  /** Inputs of the root span. */
  readonly request: JsonValue;
  /** Outputs of the root span. */
  readonly response: JsonValue;
  readonly trace_metadata: { readonly [key: string]: string };
  readonly tags: { readonly [key: string]: string };
  readonly spans: readonly Span[];
  readonly assessments: readonly Assessment[];
}

/** A row: MLflow's columns, and one for each of `extractFields`. */
export type TraceRow<F extends string = never> = TraceColumns & { readonly [field in F]: JsonValue };

/** `util.inspect.custom`, without loading that module at the program's start. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

const COLUMNS: readonly (keyof TraceColumns)[] = [
  'trace_id',
  'trace',
  'client_request_id',
  'state',
  'request_time',
  'execution_duration',
  'request',
  'response',
  'trace_metadata',
  'tags',
  'spans',
  'assessments',
];

/** What a search has found, as a table. */
export class TraceTable<F extends string = never> {
  readonly traces: readonly Trace[];
  /** MLflow's twelve, then those of `extractFields`. */
  readonly columns: readonly string[];
  readonly rows: readonly TraceRow<F>[];
  /** Where to go on; undefined when there are no more. */
  readonly nextPageToken: string | undefined;

  /** Use `searchTraces`. */
  constructor(traces: readonly Trace[], fields: readonly ExtractedField[], nextPageToken: string | undefined) {
    this.traces = traces;
    this.columns = [...COLUMNS, ...fields.map(({ column }) => column)];
    this.rows = traces.map((trace) => rowOf(trace, fields) as TraceRow<F>);
    this.nextPageToken = nextPageToken;
    const show = (): string => tableText(this.columns.slice(COLUMNS.length), this.rows);
    Object.defineProperty(this, INSPECT, { value: show });
  }

  get length(): number {
    return this.rows.length;
  }

  /**
   * An Apache Arrow table of the same columns: texts and numbers as such, everything else as JSON.
   * @throws TracingError INVALID_PARAMETER_VALUE where `apache-arrow` is not installed.
   */
  toArrow(): ArrowTable {
    return toArrowTable(this.columns, this.rows);
  }

  /** The rows. */
  [Symbol.iterator](): Iterator<TraceRow<F>> {
    return this.rows[Symbol.iterator]();
  }
}

function rowOf(trace: Trace, fields: readonly ExtractedField[]): object {
  const { info, data } = trace;
  const columns: TraceColumns = {
    trace_id: info.traceId,
    trace,
    client_request_id: info.clientRequestId ?? null,
    state: info.state,
    request_time: info.requestTimeMs,
    execution_duration: info.executionDurationMs ?? null,
    request: data.request ?? null,
    response: data.response ?? null,
    trace_metadata: info.metadata,
    tags: info.tags,
    spans: data.spans,
    assessments: info.assessments ?? [],
  };
  const extracted = fields.map((field) => [field.column, extractField(data.spans, field)] as const);
  return { ...columns, ...Object.fromEntries(extracted) };
}
