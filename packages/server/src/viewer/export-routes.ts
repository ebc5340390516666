import { Readable } from 'node:stream';
import {
  type TraceData,
  type TraceInfo,
  TraceMetadataKey,
  TraceTagKey,
  fitsOtlp,
  traceToJson,
  traceToOtlp,
} from '@spanwright/core/model';
import type { SearchQuery, TraceStore } from '@spanwright/store';
import { type Answer, download } from '../http/answer.ts';
import { refuse } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import type { ServerContext } from '../server-context.ts';
import { searchIn } from './query.ts';
import { missing } from './trace-routes.ts';

const TRACES_PER_STEP = 50;

interface Format {
  readonly type: string;
  readonly head?: string;
  /** Lines for some traces; without their spans where `infosOnly`. */
  readonly lines: (traces: readonly TraceData[]) => readonly string[];
  readonly infosOnly?: true;
}

const CSV_COLUMNS: readonly (readonly [name: string, value: (info: TraceInfo) => string | number | undefined])[] = [
  ['trace_id', ({ traceId }) => traceId],
  ['experiment_id', ({ experimentId }) => experimentId],
  ['request_time', ({ requestTimeMs }) => new Date(requestTimeMs).toISOString()],
  ['execution_duration_ms', ({ executionDurationMs }) => executionDurationMs],
  ['state', ({ state }) => state],
  ['name', ({ tags }) => tags[TraceTagKey.NAME]],
  ['session', ({ metadata }) => metadata[TraceMetadataKey.SESSION]],
  ['user', ({ metadata }) => metadata[TraceMetadataKey.USER]],
  ['token_usage', ({ metadata }) => metadata[TraceMetadataKey.TOKEN_USAGE]],
  ['cost', ({ metadata }) => metadata[TraceMetadataKey.COST]],
  ['request', ({ requestPreview }) => requestPreview],
  ['response', ({ responsePreview }) => responsePreview],
  ['tags', ({ tags }) => JSON.stringify(tags)],
];

const FORMATS: { readonly [name: string]: Format } = {
  jsonl: { type: 'application/x-ndjson', lines: (traces) => traces.map((trace) => JSON.stringify(traceToJson(trace))) },
  otlp: {
    type: 'application/x-ndjson',
    lines: (traces) => traces.filter(fitsOtlp).map((trace) => JSON.stringify(traceToOtlp(trace))),
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    head: CSV_COLUMNS.map(([name]) => name).join(','),
    lines: (traces) => traces.map(({ info }) => CSV_COLUMNS.map(([, value]) => csvField(value(info))).join(',')),
    infosOnly: true,
  },
};

/** `GET /traces/ID/export`. */
export async function exportTrace({ store }: ServerContext, { params, query }: Call): Promise<Answer> {
  const id = params['id'] ?? '';
  const trace = (await store.getTrace(id)) ?? missing(id);
  const format = query.get('format') ?? 'json';
  if (format === 'json')
    return download(JSON.stringify(traceToJson(trace), undefined, 2), `${nameOf(id)}.json`, 'application/json');
  if (format !== 'otlp')
    throw refuse('INVALID_PARAMETER_VALUE', `Unknown format ${JSON.stringify(format)}: json or otlp is expected.`);
  if (!fitsOtlp(trace))
    throw refuse('INVALID_PARAMETER_VALUE', 'OTLP cannot hold traces without spans, nor other ids than its own.');
  return download(JSON.stringify(traceToOtlp(trace)), `${nameOf(id)}.otlp.json`, 'application/json');
}

/** `GET /export`. */
export function exportTraces({ store }: ServerContext, { query }: Call): Answer {
  const name = query.get('format') ?? 'jsonl';
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!format)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Unknown format ${JSON.stringify(name)}: one of ${Object.keys(FORMATS).join(', ')} is expected.`,
    );
  const body = Readable.from(linesOf(store, searchIn(query), format));
  return download(body, `traces.${name === 'otlp' ? 'otlp.jsonl' : name}`, format.type);
}

async function* linesOf(store: TraceStore, query: SearchQuery, format: Format): AsyncGenerator<string> {
  if (format.head !== undefined) yield `${format.head}\r\n`;
  const end = format.head === undefined ? '\n' : '\r\n';
  let pageToken = query.pageToken;
  do {
    const step = { ...query, limit: TRACES_PER_STEP, ...(pageToken !== undefined && { pageToken }) };
    const page = await store.searchTraces(step);
    const traces = format.infosOnly
      ? page.traces.map((info) => ({ info, spans: [] }))
      : await store.getTraces(page.traces.map(({ traceId }) => traceId));
    yield format
      .lines(traces)
      .map((line) => line + end)
      .join('');
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

/** A field that no program for tables takes for a formula. */
function csvField(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function nameOf(traceId: string): string {
  return traceId.replace(/[^\w-]/g, '_').slice(0, 80);
}
