import type {
  Chart,
  ExperimentList,
  FacetList,
  FilterCheck,
  ModelJson,
  ModelList,
  RunJson,
  RunList,
  SessionList,
  SpanJson,
  SpanSearch,
  TraceList,
  TraceOutline,
  ViewerConfig,
} from '@spanwright/server/viewer-api';
import { ALL_EXPERIMENTS } from '../router/href.ts';
import { addressOf } from './request-address.ts';
import { getJson } from './request.ts';

const API = '/api/spanwright/v1';
const id = encodeURIComponent;

/** The experiments that a page asks for: none named means all. */
export const experimentsOf = (experiment: string): readonly string[] =>
  experiment === ALL_EXPERIMENTS ? [] : [experiment];

/** What a list of traces selects. */
export interface TraceQuery {
  readonly experiment: readonly string[];
  readonly filter?: string | undefined;
  readonly order?: readonly string[] | undefined;
  readonly limit?: number;
  readonly page?: string | undefined;
}

/** What a chart sums up; `from` and `to` are milliseconds since the Unix epoch. */
export interface ChartQuery {
  readonly experiment: readonly string[];
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly by?: 'name' | 'spanType' | 'model' | 'tool' | undefined;
  readonly interval?: 'hour' | 'day' | undefined;
}

/** The server's routes for the viewer. @see @spanwright/server/viewer-api */
export const viewerApi = {
  config: (signal?: AbortSignal) => getJson<ViewerConfig>(`${API}/config`, {}, signal),
  experiments: (signal?: AbortSignal) => getJson<ExperimentList>(`${API}/experiments`, {}, signal),
  traces: (query: TraceQuery, signal?: AbortSignal) => getJson<TraceList>(`${API}/traces`, { ...query }, signal),
  filter: (filter: string, signal?: AbortSignal) => getJson<FilterCheck>(`${API}/filter`, { filter }, signal),
  outline: (trace: string, part: { readonly from?: number; readonly limit?: number } = {}, signal?: AbortSignal) =>
    getJson<TraceOutline>(`${API}/traces/${id(trace)}`, { ...part }, signal),
  span: (trace: string, span: string, signal?: AbortSignal) =>
    getJson<SpanJson>(`${API}/traces/${id(trace)}/spans/${id(span)}`, {}, signal),
  searchSpans: (trace: string, text: string, signal?: AbortSignal) =>
    getJson<SpanSearch>(`${API}/traces/${id(trace)}/search`, { text }, signal),
  charts: (query: ChartQuery, signal?: AbortSignal) => getJson<Chart>(`${API}/charts`, { ...query }, signal),
  facets: (query: Pick<TraceQuery, 'experiment' | 'filter' | 'limit'>, signal?: AbortSignal) =>
    getJson<FacetList>(`${API}/facets`, { ...query }, signal),
  sessions: (query: Omit<TraceQuery, 'filter' | 'order'>, signal?: AbortSignal) =>
    getJson<SessionList>(`${API}/sessions`, { ...query }, signal),
  runs: (experiment: string, limit?: number, signal?: AbortSignal) =>
    getJson<RunList>(`${API}/runs`, { experiment, limit }, signal),
  run: (run: string, signal?: AbortSignal) => getJson<RunJson>(`${API}/runs/${id(run)}`, {}, signal),
  models: (experiment: readonly string[], signal?: AbortSignal) =>
    getJson<ModelList>(`${API}/models`, { experiment }, signal),
  model: (model: string, signal?: AbortSignal) => getJson<ModelJson>(`${API}/models/${id(model)}`, {}, signal),
} as const;

/** Addresses that the browser opens by itself. */
export const viewerAddress = {
  traceExport: (trace: string, format: 'json' | 'otlp') => addressOf(`${API}/traces/${id(trace)}/export`, { format }),
  listExport: (query: TraceQuery, format: 'jsonl' | 'otlp' | 'csv') => addressOf(`${API}/export`, { ...query, format }),
  live: (experiment: readonly string[]) => addressOf(`${API}/live`, { experiment }),
  attachment: (trace: string, name: string) => `${API}/attachments/${id(trace)}/${id(name)}`,
} as const;
