import {
  type OtlpSpan,
  type OtlpSpanGroup,
  type OtlpTraceRequest,
  type SpanData,
  type TraceData,
  TraceMetadataKey,
  TracingError,
  groupsFromOtlp,
  otlpFromProtobuf,
  spanFromOtlp,
  tracesOfGroups,
} from '@spanwright/core/model';
import { type Answer, json } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { changed, located } from '../mlflow/trace-handlers.ts';
import type { ServerContext } from '../server-context.ts';
import { checkedSpan } from './checked-span.ts';
import { translated } from './translate.ts';
import { Turns } from './turns.ts';

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';
const ENCODINGS: ReadonlySet<string | undefined> = new Set([undefined, 'gzip', 'deflate']);
const TRACE_ID = /^tr-(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

/**
 * `POST /v1/traces`: spans of OpenTelemetry's and MLflow's clients. What is answered with 200 is committed. A request is
 * stored as a whole or not at all; sent again, it changes nothing.
 */
export function otlpRoute(context: ServerContext): Route {
  const turns = new Turns();
  return { method: 'POST', path: '/v1/traces', handle: (call) => receive(context, call, turns) };
}

async function receive(context: ServerContext, call: Call, turns: Turns): Promise<Answer> {
  const type = checkedType(call);
  const experimentId = headerOf(call, 'x-mlflow-experiment-id') ?? '0';
  const runId = headerOf(call, 'x-mlflow-run-id');
  const body = await call.body();
  await context.experiments.require(experimentId);
  const ids = await turns.take(body.length, () => store(context, readTraces(body, type, experimentId), runId));
  for (const id of ids) changed(context, id);
  // An empty `ExportTraceServiceResponse`.
  return type === PROTOBUF ? { status: 200, headers: { 'content-type': PROTOBUF }, body: '' } : json({});
}

function store({ store }: ServerContext, given: readonly TraceData[], runId: string | undefined): Promise<string[]> {
  const run = runId === undefined ? {} : { [TraceMetadataKey.SOURCE_RUN]: runId };
  const ids = given.map(({ info }) => info.traceId);
  const traces = given.map(({ info, spans }) => ({
    info: located({ ...info, metadata: { ...info.metadata, ...run } }),
    spans,
  }));
  return store.append(traces).then(() => ids);
}

function readTraces(body: Buffer, type: string, experimentId: string): readonly TraceData[] {
  const traces = tracesOfGroups(readGroups(body, type), experimentId);
  const bad = traces.find(
    ({ info, spans }) => !TRACE_ID.test(info.traceId) || !spans.every(({ spanId }) => SPAN_ID.test(spanId)),
  );
  if (bad)
    throw problem(422, 'Cannot convert OpenTelemetry span to MLflow span: an id is not 32 or 16 hex digits, or zero');
  return traces;
}

function readGroups(body: Buffer, type: string): readonly OtlpSpanGroup[] {
  if (type === PROTOBUF)
    return groupsOf(
      format(() => otlpFromProtobuf(body, readSpan)),
      (span) => span,
    );
  return groupsOf(
    format(() => JSON.parse(body.toString('utf8')) as OtlpTraceRequest | null),
    readSpan,
  );
}

function groupsOf<S>(request: OtlpTraceRequest<S> | null, spanOf: (span: S) => SpanData): readonly OtlpSpanGroup[] {
  if (!request?.resourceSpans?.length) throw problem(400, 'Invalid OpenTelemetry format - no spans found');
  return convert(() => groupsFromOtlp(request, spanOf));
}

function readSpan(span: OtlpSpan): SpanData {
  return convert(() => checkedSpan(spanFromOtlp(translated(span))));
}

function format<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof TracingError || error instanceof SyntaxError ? `: ${error.message}` : '';
    throw problem(400, `Invalid OpenTelemetry format${reason}`);
  }
}

function convert<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The shape was not checked before: whatever is wrong with it ends here.
    const reason = error instanceof Error ? error.message : String(error);
    throw problem(422, `Cannot convert OpenTelemetry span to MLflow span: ${reason}`);
  }
}

function checkedType({ request }: Call): string {
  const given = request.headers['content-type'];
  const type = given?.split(';')[0]?.trim().toLowerCase();
  if (type !== PROTOBUF && type !== JSON_TYPE)
    throw problem(400, `Invalid Content-Type: ${given ?? 'None'}. Expected: ${PROTOBUF} or ${JSON_TYPE}`);
  const encoding = request.headers['content-encoding']?.toLowerCase();
  if (!ENCODINGS.has(encoding)) throw problem(400, `Unsupported Content-Encoding: ${encoding}`);
  return type;
}

function headerOf({ request }: Call, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An error in the form that MLflow's server has on this route. */
function problem(status: number, detail: string): Refusal {
  return new Refusal(json({ detail }, status));
}
