import { type SpanData, type TraceData, TracingError, readSpan, traceToDictionary } from '@spanwright/core/model';
import { parseJson } from '../http/json-body.ts';
import { objectsField } from '../mlflow/fields.ts';
import { changed, requireTrace } from '../mlflow/trace-handlers.ts';
import { checkedSpan } from '../otlp/checked-span.ts';
import type { ServerContext } from '../server-context.ts';

const TRACES_JSON = /^[\w-]+\/traces\/(tr-[0-9a-f]{32})\/artifacts\/traces\.json$/;

/** The trace whose spans are to be at this path among the artifacts. */
export function traceOfPath(path: string): string | undefined {
  return TRACES_JSON.exec(path)?.[1];
}

/** Stores spans that a client uploads as `traces.json`, as those before MLflow 3.4 do: they are found like all others. */
export async function storeTraceData(context: ServerContext, traceId: string, body: Buffer): Promise<void> {
  const { info } = await requireTrace(context, traceId);
  // Ids are in every spelling there is; the path tells which trace it is.
  const spans = objectsField(parseJson(body), 'spans').map((json): SpanData =>
    checkedSpan({ ...spanOf(json), traceId }),
  );
  await context.store.append([{ info: { ...info, partial: true }, spans }]);
  changed(context, traceId);
}

/** The spans of a trace as `traces.json` has them; undefined where there are none. */
export async function traceData({ store }: ServerContext, traceId: string): Promise<string | undefined> {
  const trace: TraceData | undefined = await store.getTrace(traceId);
  return trace && trace.spans.length > 0 ? JSON.stringify(traceToDictionary(trace).data) : undefined;
}

function spanOf(json: object): SpanData {
  try {
    return readSpan(json as Parameters<typeof readSpan>[0]);
  } catch (cause) {
    if (cause instanceof TracingError) throw cause;
    throw new TracingError('INVALID_PARAMETER_VALUE', 'This is no trace data: a span lacks what it must have.', {
      cause,
    });
  }
}
