import { limits } from '../limits.ts';
import { reportFailure } from '../logger.ts';
import {
  legacyPreviewOf,
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
import type { LiveSpan } from '../span/live-span.ts';
import type { LiveTrace } from '../span/live-trace.ts';
import { redactInfo } from '../redaction/redact-info.ts';
import { sourceMetadata } from './source-metadata.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Turns spans that a trace handed over into plain data with the trace's information, as MLflow computes it.
 * @param attachments takes the media that are lifted out; undefined where none are kept
 */
export function buildTrace(trace: LiveTrace, spans: readonly LiveSpan[], attachments?: StoredAttachment[]): TraceData {
  const data = spansData(spans, attachments);
  for (const span of data) trace.exported.push(usageCarrier(span));
  return { info: redactInfo(traceInfo(trace, data), trace.redactions), spans: data, ...experimentName(trace) };
}

function spansData(spans: readonly LiveSpan[], attachments: StoredAttachment[] | undefined): readonly SpanData[] {
  const all: SpanData[] = [];
  for (const span of spans) {
    try {
      all.push(dataOf(span, attachments));
    } catch (error) {
      reportFailure('recording a span', error);
    }
  }
  return all;
}

function dataOf(span: LiveSpan, attachments: StoredAttachment[] | undefined): SpanData {
  const data = span.toData();
  // Without a place for media, only what a snapshot let pass as such is looked for.
  return attachments || span.bytes > limits.stringChars ? liftMedia(data, attachments) : data;
}

function traceInfo(trace: LiveTrace, spans: readonly SpanData[]): TraceInfo {
  const { root } = trace;
  const rootData = root && spans.find((span) => span.spanId === root.spanId);
  const info = beginning(trace, metadataOf(trace, rootData));
  // The root is elsewhere.
  if (root?.parentId !== undefined) info.partial = true;
  if (root && !root.isRecording()) addOutcome(info, root, rootData);
  if (trace.assessments.length > 0) info.assessments = [...trace.assessments];
  return info;
}

function beginning(trace: LiveTrace, metadata: TraceInfo['metadata']): Writable<TraceInfo> {
  const { root, notes, experiment } = trace;
  return {
    traceId: trace.traceId,
    experimentId: 'experimentId' in experiment ? experiment.experimentId : '0',
    requestTimeMs: Number((root?.startTimeNs ?? 0n) / 1_000_000n),
    state: stateOf(trace),
    metadata,
    tags: Object.assign({}, notes.tags, { [TraceTagKey.NAME]: root?.name ?? 'trace' }),
  };
}

/** What is known once the root has ended; what the program said of it wins. */
function addOutcome(info: Writable<TraceInfo>, root: LiveSpan, data: SpanData | undefined): void {
  const { startTimeNs, endTimeNs = startTimeNs } = root;
  info.executionDurationMs = Number((endTimeNs - startTimeNs) / 1000n) / 1000;
  const request = previewOf(data?.attributes[SpanAttributeKey.INPUTS], 'user');
  const response = previewOf(data?.attributes[SpanAttributeKey.OUTPUTS], 'assistant');
  if (request !== undefined) info.requestPreview = request;
  if (response !== undefined) info.responsePreview = response;
  Object.assign(info, root.trace.notes.overrides);
}

function experimentName({ experiment }: LiveTrace): Pick<TraceData, 'experimentName'> {
  return 'experimentName' in experiment ? { experimentName: experiment.experimentName } : {};
}

function stateOf({ root }: LiveTrace): TraceState {
  if (!root || root.isRecording()) return 'IN_PROGRESS';
  return root.status.code === 'ERROR' ? 'ERROR' : 'OK';
}

function metadataOf({ exported, notes }: LiveTrace, root: SpanData | undefined): TraceInfo['metadata'] {
  const usage = sumTokenUsage(exported);
  // Not by spreading: to add members to a copy made so costs Node.js 20 twenty times as much.
  return Object.assign(
    {},
    sourceMetadata(),
    usage && { [TraceMetadataKey.TOKEN_USAGE]: JSON.stringify(usage) },
    root && legacyPreviews(root),
    notes.metadata,
  );
}

function legacyPreviews({ attributes }: SpanData): TraceInfo['metadata'] {
  return {
    [TraceMetadataKey.INPUTS]: legacyPreviewOf(attributes[SpanAttributeKey.INPUTS]),
    [TraceMetadataKey.OUTPUTS]: legacyPreviewOf(attributes[SpanAttributeKey.OUTPUTS]),
  };
}

const NO_USAGE: SpanData['attributes'] = {};

function usageCarrier({ spanId, parentSpanId, attributes }: SpanData): UsageCarrier {
  const usage = attributes[SpanAttributeKey.CHAT_USAGE];
  const carried = usage === undefined ? NO_USAGE : { [SpanAttributeKey.CHAT_USAGE]: usage };
  return parentSpanId === undefined ? { spanId, attributes: carried } : { spanId, parentSpanId, attributes: carried };
}
