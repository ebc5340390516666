import { inStartOrder, type SpanData, type SpanJson, type TraceData } from '@spanwright/core/model';
import { outlineOfSpan } from '../span-outline.ts';
import { readAssessments } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import { damagedSpans, unlessDamaged } from './damaged-spans.ts';
import { toTraceKey } from './hex-id.ts';
import { readPayload, readSpan } from './payload-row.ts';
import { FIND_TRACE } from './stored-trace.ts';
import { infoOf } from './info-row.ts';

/** The whole trace with its spans in order of their start, or undefined. */
export function getTrace(connection: Connection, traceId: string): TraceData | undefined {
  return readTrace(connection, traceId, (span) => span);
}

/** `getTrace` without the content of its spans. */
export function getTraceOutline(connection: Connection, traceId: string): TraceData | undefined {
  return readTrace(connection, traceId, outlineOfSpan);
}

/** One span of a trace, or undefined. */
export function getSpan(connection: Connection, traceId: string, spanId: string): SpanData | undefined {
  return connection.read(() => {
    const trace = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
    if (!trace) return undefined;
    return unlessDamaged(() => readSpan(connection, Number(trace['id']), spanId), damaged(traceId));
  });
}

type PartOf = (span: SpanJson) => SpanJson;

function readTrace(connection: Connection, traceId: string, part: PartOf): TraceData | undefined {
  return connection.read(() => {
    const row = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
    if (!row) return undefined;
    const id = Number(row['id']);
    const assessments = readAssessments(connection, id);
    const info = { ...infoOf(row), ...(assessments.length > 0 && { assessments }) };
    return { info, spans: unlessDamaged(() => inStartOrder(readPayload(connection, id, part)), damaged(traceId)) };
  });
}

/** `getTrace` for several ids; those that there are and whose spans can be read, in the order of the ids. */
export function getTraces(connection: Connection, traceIds: readonly string[]): readonly TraceData[] {
  const read = (traceId: string): TraceData | undefined => getTrace(connection, traceId);
  return traceIds.flatMap(
    (traceId) =>
      unlessDamaged(
        () => read(traceId),
        () => undefined,
      ) ?? [],
  );
}

function damaged(traceId: string): (cause: unknown) => never {
  return (cause) => {
    throw damagedSpans(`The spans of trace ${traceId} are damaged and cannot be read.`, cause);
  };
}
