import type { SpanData } from '@spanwright/core/model';
import { damagedTrace, unlessDamaged } from '../damaged-spans.ts';
import type { PackedTrace } from '../packed-trace.ts';
import { outlineOfSpan } from '../span-outline.ts';
import { type SpansText, readable, spansOfText } from '../spans-text.ts';
import { readAssessmentTexts } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import { toTraceKey } from './hex-id.ts';
import { infoText } from './info-row.ts';
import { readPayloadTexts, readSpan } from './payload-row.ts';
import { FIND_TRACE } from './stored-trace.ts';

/** The whole trace, or undefined. */
export function getTrace(connection: Connection, traceId: string): PackedTrace | undefined {
  return readTrace(connection, traceId, (spans) => spans);
}

/** `getTrace` without the content of its spans. */
export function getTraceOutline(connection: Connection, traceId: string): PackedTrace | undefined {
  return readTrace(connection, traceId, outlined);
}

/** One span of a trace, or undefined. */
export function getSpan(connection: Connection, traceId: string, spanId: string): SpanData | undefined {
  return connection.read(() => {
    const trace = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
    if (!trace) return undefined;
    return unlessDamaged(() => readSpan(connection, Number(trace['id']), spanId), damagedTrace(traceId));
  });
}

/** `getTrace` for several ids; those that there are and whose spans can be read, in the order of the ids. */
export function getTraces(connection: Connection, traceIds: readonly string[]): readonly PackedTrace[] {
  const read = (traceId: string): PackedTrace | undefined => getTrace(connection, traceId);
  return traceIds.flatMap(
    (traceId) =>
      unlessDamaged(
        () => read(traceId),
        () => undefined,
      ) ?? [],
  );
}

function readTrace(
  connection: Connection,
  traceId: string,
  part: (spans: SpansText) => SpansText,
): PackedTrace | undefined {
  return connection.read(() => {
    const row = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
    if (!row) return undefined;
    const id = Number(row['id']);
    const spans = unlessDamaged(() => readPayloadTexts(connection, id, part), damagedTrace(traceId));
    return { info: infoText(row), assessments: readAssessmentTexts(connection, id), spans };
  });
}

function outlined(spans: SpansText): SpansText {
  return readable(() => JSON.stringify(spansOfText(spans).map(outlineOfSpan)));
}
