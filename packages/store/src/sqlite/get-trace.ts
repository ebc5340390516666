import { inStartOrder, type SpanData, type TraceData } from '@spanwright/core/model';
import { withAssessments } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import { damagedSpans, unlessDamaged } from './damaged-spans.ts';
import { toTraceKey } from './hex-id.ts';
import { readPayload } from './payload-row.ts';
import { FIND_TRACE } from './stored-trace.ts';
import { infoOf } from './trace-row.ts';

/** The whole trace with its spans in order of their start, or undefined. */
export function getTrace(connection: Connection, traceId: string): TraceData | undefined {
  return connection.read(() => {
    const row = connection.statement(FIND_TRACE).get(toTraceKey(traceId));
    if (!row) return undefined;
    const id = Number(row['id']);
    const info = withAssessments(connection, id, infoOf(row));
    return { info, spans: readSpans(connection, id, traceId) };
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

function readSpans(connection: Connection, id: number, traceId: string): readonly SpanData[] {
  return unlessDamaged(
    () => inStartOrder(readPayload(connection, id)),
    (cause) => {
      throw damagedSpans(`The spans of trace ${traceId} are damaged and cannot be read.`, cause);
    },
  );
}
