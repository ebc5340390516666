import { guarded } from '../guard.js';
import { limits } from '../limits.js';
import { previewOf, SpanAttributeKey, sumTokenUsage, TraceMetadataKey, TraceTagKey, } from '../model/index.js';
import { liftMedia } from '../media/lift-media.js';
import { sourceMetadata } from './source-metadata.js';
const LEGACY_PREVIEW_CHARS = 250;
/**
 * Turns spans that a trace handed over into plain data with the trace's information, as MLflow computes it.
 * @param attachments takes the media that are lifted out; undefined where none are kept
 */
export function buildTrace(trace, spans, attachments) {
    const data = spans.flatMap((span) => guarded('recording a span', () => dataOf(span, attachments)) ?? []);
    trace.exported.push(...data.map(usageCarrier));
    return { info: traceInfo(trace, data), spans: data, ...experimentName(trace) };
}
function dataOf(span, attachments) {
    const data = span.toData();
    // Without a place for media, only what a snapshot let pass as such is looked for.
    return attachments || span.bytes > limits.stringChars ? liftMedia(data, attachments) : data;
}
function traceInfo(trace, spans) {
    const { root, notes } = trace;
    const rootData = spans.find((span) => span.spanId === root?.spanId);
    return {
        traceId: trace.traceId,
        experimentId: 'experimentId' in trace.experiment ? trace.experiment.experimentId : '0',
        requestTimeMs: Number((root?.startTimeNs ?? 0n) / 1000000n),
        state: stateOf(trace),
        ...partOf(trace),
        ...(root && outcome(root, rootData, trace)),
        metadata: { ...metadataOf(trace.exported, rootData), ...notes.metadata },
        tags: { ...notes.tags, [TraceTagKey.NAME]: root?.name ?? 'trace' },
        ...(trace.assessments.length > 0 && { assessments: [...trace.assessments] }),
    };
}
/** What is known once the root has ended; what the program said of it wins. */
function outcome(root, data, { notes }) {
    if (root.isRecording())
        return {};
    return { ...duration(root), ...(data && previews(data)), ...notes.overrides };
}
function experimentName({ experiment }) {
    return 'experimentName' in experiment ? { experimentName: experiment.experimentName } : {};
}
// The root is elsewhere.
function partOf({ root }) {
    return root?.parentId === undefined ? {} : { partial: true };
}
function duration({ startTimeNs, endTimeNs = startTimeNs }) {
    return { executionDurationMs: Number((endTimeNs - startTimeNs) / 1000n) / 1000 };
}
function stateOf({ root }) {
    if (!root || root.isRecording())
        return 'IN_PROGRESS';
    return root.status.code === 'ERROR' ? 'ERROR' : 'OK';
}
function previews(root) {
    const requestPreview = previewOf(root.attributes[SpanAttributeKey.INPUTS], 'user');
    const responsePreview = previewOf(root.attributes[SpanAttributeKey.OUTPUTS], 'assistant');
    return {
        ...(requestPreview !== undefined && { requestPreview }),
        ...(responsePreview !== undefined && { responsePreview }),
    };
}
function metadataOf(spans, root) {
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
function legacyPreview(root, key) {
    const text = JSON.stringify(root.attributes[key]) ?? '';
    return text.length > LEGACY_PREVIEW_CHARS ? `${text.slice(0, LEGACY_PREVIEW_CHARS - 3)}...` : text;
}
function usageCarrier({ spanId, parentSpanId, attributes }) {
    const usage = attributes[SpanAttributeKey.CHAT_USAGE];
    return {
        spanId,
        ...(parentSpanId !== undefined && { parentSpanId }),
        attributes: usage === undefined ? {} : { [SpanAttributeKey.CHAT_USAGE]: usage },
    };
}
