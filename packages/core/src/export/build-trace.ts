import { guarded } from '../guard.ts';
import {
  previewOf,
  type SpanData,
  SpanAttributeKey,
  sumTokenUsage,
  type TraceData,
  type TraceInfo,
  TraceMetadataKey,
  TraceTagKey,
  type TraceState,
  type UsageCarrier,
} from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { LiveTrace } from '../span/live-trace.ts';
import { sourceMetadata } from './source-metadata.ts';

const LEGACY_PREVIEW_CHARS = 250;

/** Turns spans that a trace handed over into plain data with the trace's information, as MLflow computes it. */
export function buildTrace(trace: LiveTrace, spans: readonly LiveSpan[]): TraceData {
  const data = spans.flatMap((span) => guarded('recording a span', () => span.toData()) ?? []);
  trace.exported.push(...data.map(usageCarrier));
  return { info: traceInfo(trace, data), spans: data, ...experimentName(trace) };
}

function traceInfo(trace: LiveTrace, spans: readonly SpanData[]): TraceInfo {
  const root = spans.find((span) => span.spanId === trace.root?.spanId);
  return {
    traceId: trace.traceId,
    experimentId: 'experimentId' in trace.experiment ? trace.experiment.experimentId : '0',
    requestTimeMs: Number((trace.root?.startTimeNs ?? 0n) / 1_000_000n),
    ...duration(trace),
    state: stateOf(trace),
    ...(trace.root?.parentId !== undefined && { partial: true }),
    ...(root && previews(root)),
    metadata: { ...metadataOf(trace.exported, root), ...trace.metadata },
    tags: { [TraceTagKey.NAME]: trace.root?.name ?? 'trace' },
    ...(trace.assessments.length > 0 && { assessments: [...trace.assessments] }),
  };
}

function experimentName({ experiment }: LiveTrace): Pick<TraceData, 'experimentName'> {
  return 'experimentName' in experiment ? { experimentName: experiment.experimentName } : {};
}

function duration({ root }: LiveTrace): { executionDurationMs?: number } {
  if (root?.endTimeNs === undefined) return {};
  return { executionDurationMs: Number((root.endTimeNs - root.startTimeNs) / 1000n) / 1000 };
}

function stateOf({ root }: LiveTrace): TraceState {
  if (!root || root.isRecording()) return 'IN_PROGRESS';
  return root.status.code === 'ERROR' ? 'ERROR' : 'OK';
}

function previews(root: SpanData): Pick<TraceInfo, 'requestPreview' | 'responsePreview'> {
  const requestPreview = previewOf(root.attributes[SpanAttributeKey.INPUTS], 'user');
  const responsePreview = previewOf(root.attributes[SpanAttributeKey.OUTPUTS], 'assistant');
  return {
    ...(requestPreview !== undefined && { requestPreview }),
    ...(responsePreview !== undefined && { responsePreview }),
  };
}

function metadataOf(spans: readonly UsageCarrier[], root: SpanData | undefined): TraceInfo['metadata'] {
  const usage = sumTokenUsage(spans);
  return {
    ...sourceMetadata(),
    ...(usage && { [TraceMetadataKey.TOKEN_USAGE]: JSON.stringify(usage) }),
    ...(root && {
      [TraceMetadataKey.INPUTS]: legacyPreview(root, SpanAttributeKey.INPUTS),
      [TraceMetadataKey.OUTPUTS]: legacyPreview(root, SpanAttributeKey.OUTPUTS),
    }),
  };
}

/** MLflow's older previews in the metadata: JSON, at most 250 characters, empty when there is nothing. */
function legacyPreview(root: SpanData, key: string): string {
  const text = JSON.stringify(root.attributes[key]) ?? '';
  return text.length > LEGACY_PREVIEW_CHARS ? `${text.slice(0, LEGACY_PREVIEW_CHARS - 3)}...` : text;
}

function usageCarrier({ spanId, parentSpanId, attributes }: SpanData): UsageCarrier {
  const usage = attributes[SpanAttributeKey.CHAT_USAGE];
  return {
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    attributes: usage === undefined ? {} : { [SpanAttributeKey.CHAT_USAGE]: usage },
  };
}
