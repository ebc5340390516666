import {
  type JsonValue,
  type SpanData,
  TracingError,
  type TraceData,
  parseFilter,
  spanToJson,
} from '@spanwright/core/model';
import { type Answer, json, jsonText } from '../http/answer.ts';
import type { Call } from '../http/route.ts';
import type { ServerContext } from '../server-context.ts';
import { outlineOf } from './outline.ts';
import { numberIn, searchIn } from './query.ts';
import type { FilterCheck, SpanSearch } from './viewer-api.ts';

const SPANS_PER_PART = 5000;
const MAX_FOUND = 10_000;

/** `GET /traces`. */
export async function listTraces({ store }: ServerContext, { query }: Call): Promise<Answer> {
  // A `TraceList`, as the store has written it.
  return jsonText(await store.searchTracesJson(searchIn(query)));
}

/** `GET /filter`. */
export function checkFilter(_context: ServerContext, { query }: Call): Answer {
  return json(checked(query.get('filter') ?? ''));
}

function checked(filter: string): FilterCheck {
  if (filter === '') return {};
  try {
    parseFilter(filter);
    return {};
  } catch (error) {
    if (!(error instanceof TracingError)) throw error;
    const at = / \(at character (\d+), expected .*\)$/s.exec(error.message)?.[1];
    return { error: { message: error.message, ...(at !== undefined && { position: Number(at) - 1 }) } };
  }
}

/** `GET /traces/ID`. */
export async function traceOutline({ outlines }: ServerContext, { params, query }: Call): Promise<Answer> {
  const from = numberIn(query, 'from', 0, Number.MAX_SAFE_INTEGER);
  const limit = Math.max(1, numberIn(query, 'limit', SPANS_PER_PART, 100_000));
  const id = params['id'] ?? '';
  // The first part is asked for when the page opens: it shows the trace as it is now.
  const trace = await (from === 0 ? outlines.refresh(id) : outlines.get(id));
  return json(outlineOf(trace ?? missing(id), from, limit));
}

/** `GET /traces/ID/spans/SPAN`. */
export async function traceSpan({ store }: ServerContext, { params }: Call): Promise<Answer> {
  const { id = '', span: spanId = '' } = params;
  const span = await store.getSpan(id, spanId);
  if (!span) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace ${id} has no span ${spanId}.`);
  return json(spanToJson(span));
}

/** `GET /traces/ID/search`. */
export async function searchSpans({ wholes }: ServerContext, { params, query }: Call): Promise<Answer> {
  const id = params['id'] ?? '';
  const trace = (await wholes.get(id)) ?? missing(id);
  const wanted = (query.get('text') ?? '').toLowerCase();
  const found = wanted === '' ? [] : trace.spans.filter((span) => contains(span, wanted));
  const result: SpanSearch = { spanIds: found.slice(0, MAX_FOUND).map(({ spanId }) => spanId) };
  return json(result);
}

function contains({ name, attributes, events, status }: SpanData, wanted: string): boolean {
  const has = (value: JsonValue | undefined): boolean => {
    if (typeof value === 'string') return value.toLowerCase().includes(wanted);
    if (typeof value !== 'object' || value === null) return String(value).includes(wanted);
    return Object.entries(value).some(([key, item]) => (!Array.isArray(value) && has(key)) || has(item));
  };
  return (
    has(name) ||
    has(attributes) ||
    has(status.message) ||
    events.some((event) => has(event.name) || has(event.attributes))
  );
}

/** @throws TracingError RESOURCE_DOES_NOT_EXIST */
export function missing(traceId: string): TraceData {
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with ID '${traceId}' not found.`);
}
