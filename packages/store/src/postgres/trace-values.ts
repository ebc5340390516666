import { TraceMetadataKey, TraceTagKey } from '@spanwright/core/model';
import type { TraceChange } from '../sqlite/trace-change.ts';
import { usageInMetadata } from '../sqlite/trace-row.ts';
import { plainText } from './queries.ts';

/** The columns of `traces` that the store writes. */
export const TRACE_COLUMNS: readonly string[] = [
  'trace_id',
  'experiment',
  'ts',
  'duration_ms',
  'state',
  'name',
  'session',
  'client_request_id',
  'input_tokens',
  'output_tokens',
  'total_tokens',
  'cost',
  'bytes',
  'info',
];

const TOKENS = ['input_tokens', 'output_tokens', 'total_tokens'] as const;

/** A row of `traces`. */
export function traceValues({ info, totals, bytes, rootName }: TraceChange): readonly unknown[] {
  const { assessments: _, partial: __, ...kept } = info;
  const usage = totals.usage ?? usageInMetadata(info.metadata);
  const texts = [
    info.tags[TraceTagKey.NAME] ?? rootName,
    info.metadata[TraceMetadataKey.SESSION],
    info.clientRequestId,
  ];
  return [
    info.traceId,
    info.experimentId,
    info.requestTimeMs,
    info.executionDurationMs,
    info.state,
    ...texts.map((text) => text && plainText(text)),
    ...TOKENS.map((key) => usage?.[key]),
    totals.cost?.total_cost,
    bytes,
    JSON.stringify(kept),
  ].map((value) => value ?? null);
}
