import type { PlacedSpan } from '../sqlite/span-row.ts';
import { plainText } from './queries.ts';

/** The columns of `spans`, the place first. */
export const SPAN_COLUMNS: readonly string[] = [
  'trace',
  'n',
  'span_id',
  'parent_id',
  'chunk',
  'name',
  'type',
  'status',
  'start_ns',
  'duration_ns',
  'model',
  'usage',
  'cost',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'usd',
  'counted',
];

const TOKENS = ['input_tokens', 'output_tokens', 'total_tokens'] as const;

/** A row of `spans`. */
export function spanValues(trace: number, span: PlacedSpan): readonly unknown[] {
  const { usage, cost } = span;
  return [
    trace,
    span.n,
    span.spanId,
    span.parentSpanId,
    span.chunk,
    plainText(span.name),
    plainText(span.type),
    span.status,
    span.startNs,
    span.durationNs,
    span.model && plainText(span.model),
    usage && JSON.stringify(usage),
    cost && JSON.stringify(cost),
    ...TOKENS.map((key) => usage?.[key]),
    cost?.total_cost,
    span.counted,
  ].map((value) => value ?? null);
}
