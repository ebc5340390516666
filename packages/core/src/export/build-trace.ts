import { guarded } from '../guard.ts';
import { limits } from '../limits.ts';
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
import { liftMedia, type StoredAttachment } from '../media/lift-media.ts';
import { redactInfo } from '../redaction/redact-info.ts';
import type { LiveSpan } from '../span/live-span.ts';
import type { LiveTrace } from '../span/live-trace.ts';
import { sourceMetadata } from './source-metadata.ts';

const LEGACY_PREVIEW_CHARS = 250;

/**
 * Turns spans that a trace handed over into plain data with the trace's information, as MLflow computes it.
 * @param attachments takes the media that are lifted out; undefined where none are kept
 */
export function buildTrace(trace: LiveTrace, spans: readonly LiveSpan[], attachments?: StoredAttachment[]): TraceData {
  const data = spans.flatMap((span) => guarded('recording a span', () => dataOf(span, attachments)) ?? []);
  trace.exported.push(...data.map(usageCarrier));
  return { info: redactInfo(traceInfo(trace, data), trace.redactions), spans: data, ...experimentName(trace) };
}

function dataOf(span: LiveSpan, attachments: StoredAttachment[] | undefined): SpanData {
  const data = span.toData();
  // Without a place for media, only what a snapshot let pass as such is looked for.
  return attachments || span.bytes > limits.stringChars ? liftMedia(data, attachments) : data;
}

function traceInfo(trace: LiveTrace, spans: readonly SpanData[]): TraceInfo {
  const { root, notes } = trace;
  const rootData = spans.find((span) => span.spanId === root?.spanId);
  return {
    traceId: trace.traceId,
    experimentId: 'experimentId' in trace.experiment ? trace.experiment.experimentId : '0',
    requestTimeMs: Number((root?.startTimeNs ?? 0n) / 1_000_000n),
    state: stateOf(trace),
    ...partOf(trace),
    ...(root && outcome(root, rootData, trace)),
    metadata: { ...metadataOf(trace.exported, rootData), ...notes.metadata },
    tags: { ...notes.tags, [TraceTagKey.NAME]: root?.name ?? 'trace' },
    ...(trace.assessments.length > 0 && { assessments: [...trace.assessments] }),
  };
}

/** What is known once the root has ended; what the program said of it wins. */
function outcome(root: LiveSpan, data: SpanData | undefined, { notes }: LiveTrace): Partial<TraceInfo> {
  if (root.isRecording()) return {};
  return { ...duration(root), ...(data && previews(data)), ...notes.overrides };
}

function experimentName({ experiment }: LiveTrace): Pick<TraceData, 'experimentName'> {
  return 'experimentName' in experiment ? { experimentName: experiment.experimentName } : {};
}

// The root is elsewhere.
function partOf({ root }: LiveTrace): Pick<TraceInfo, 'partial'> {
  return root?.parentId === undefined ? {} : { partial: true };
}

function duration({ startTimeNs, endTimeNs = startTimeNs }: LiveSpan): { executionDurationMs: number } {
  return { executionDurationMs: Number((endTimeNs - startTimeNs) / 1000n) / 1000 };
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
