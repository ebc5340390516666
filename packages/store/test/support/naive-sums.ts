import type { TraceData } from '@spanwright/core/model';
import type { ChartPoint, ChartQuery, Facet } from '../../src/index.ts';

const HOUR_MS = 3_600_000;

type Row = Omit<ChartPoint, 'latencyMs'> & { readonly p50?: number };

/** What a chart must show, worked out from the traces one by one. Every span has usage by itself, and a cost of 0. */
export function naiveChart(traces: readonly TraceData[], query: ChartQuery): readonly Row[] {
  const { experimentIds, fromMs = -Infinity, toMs = Infinity, by, interval } = query;
  const size = interval === 'day' ? 24 * HOUR_MS : HOUR_MS;
  const groups = new Map<string, { start: number; value: string; entries: Entry[] }>();
  for (const trace of traces) {
    const { requestTimeMs: ts, experimentId } = trace.info;
    if (experimentIds && !experimentIds.includes(experimentId)) continue;
    if (ts < Math.floor(fromMs / HOUR_MS) * HOUR_MS || ts >= Math.ceil(toMs / HOUR_MS) * HOUR_MS) continue;
    const start = interval === undefined ? 0 : Math.floor(ts / size) * size;
    for (const entry of entriesOf(trace, by)) {
      const group = groups.get(`${start} ${entry.value}`) ?? { start, value: entry.value, entries: [] };
      group.entries.push(entry);
      groups.set(`${start} ${entry.value}`, group);
    }
  }
  return [...groups.values()].map(({ start, value, entries }) => ({
    ...(interval && { startMs: start }),
    ...(by && { value }),
    ...sumsOf(entries),
  }));
}

interface Entry {
  readonly value: string;
  readonly failed: boolean;
  readonly durationMs: number | undefined;
  readonly tokens: readonly [input: number, output: number];
}

function entriesOf({ info, spans }: TraceData, by: ChartQuery['by']): readonly Entry[] {
  const ofSpans = spans.map((span): Entry & { type: string; model: unknown; name: string } => {
    const usage = span.attributes['mlflow.chat.tokenUsage'] as Record<string, number> | undefined;
    const { endTimeNs } = span;
    return {
      value: span.name,
      name: span.name,
      type: textOf(span.attributes['mlflow.spanType']),
      model: span.attributes['mlflow.llm.model'],
      failed: span.status.code === 'ERROR',
      durationMs: endTimeNs === undefined ? undefined : Number(endTimeNs - span.startTimeNs) / 1e6,
      tokens: [usage?.['input_tokens'] ?? 0, usage?.['output_tokens'] ?? 0],
    };
  });
  if (by === 'spanType') return ofSpans.map((entry) => ({ ...entry, value: entry.type }));
  if (by === 'model')
    return ofSpans.flatMap((entry) => (entry.model === undefined ? [] : [{ ...entry, value: textOf(entry.model) }]));
  if (by === 'tool') return ofSpans.filter(({ type }) => type === 'TOOL');
  const root = spans.find(({ parentSpanId }) => parentSpanId === undefined)?.name;
  const name = info.tags['mlflow.traceName'] ?? root;
  if (by === 'name' && name === undefined) return [];
  const tokens = [0, 1].map((i) => ofSpans.reduce((sum, entry) => sum + (entry.tokens[i] ?? 0), 0));
  const value = by === 'name' ? String(name) : '';
  return [
    {
      value,
      failed: info.state === 'ERROR',
      durationMs: info.executionDurationMs,
      tokens: [tokens[0] ?? 0, tokens[1] ?? 0],
    },
  ];
}

function sumsOf(entries: readonly Entry[]): Omit<Row, 'startMs' | 'value'> {
  const sum = (of: (entry: Entry) => number): number => entries.reduce((total, entry) => total + of(entry), 0);
  const durations = entries.flatMap(({ durationMs }) => durationMs ?? []).sort((a, b) => a - b);
  const p50 = durations[Math.ceil(durations.length / 2) - 1];
  return {
    count: entries.length,
    errors: sum(({ failed }) => Number(failed)),
    inputTokens: sum(({ tokens }) => tokens[0]),
    outputTokens: sum(({ tokens }) => tokens[1]),
    totalTokens: sum(({ tokens }) => tokens[0] + tokens[1]),
    cost: 0,
    ...(p50 !== undefined && { p50 }),
  };
}

/** A value that is known to be a text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How many traces have which value of what `of` reads. */
export function naiveFacet(
  key: string,
  traces: readonly TraceData[],
  of: (trace: TraceData) => Iterable<string>,
): Facet {
  const counts = new Map<string, number>();
  for (const trace of traces) for (const value of new Set(of(trace))) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].map(([value, count]) => ({ value, count }));
  return { key, values: values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) };
}
