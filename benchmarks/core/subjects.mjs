// What is measured: how each subject records a span around `work`. `flush` sends what was recorded.
import { request } from 'node:http';

/**
 * @typedef {object} Tracer
 * @property {(name: string, inputs: object, work: () => object) => object} span around synchronous work
 * @property {(name: string, inputs: object, work: () => Promise<object>) => Promise<object>} asyncSpan
 * @property {(work: (n: number) => number) => (n: number) => number} [wrap] makes a traced function
 * @property {() => Promise<void>} flush
 */

const plain = {
  span: (name, inputs, work) => work(),
  asyncSpan: async (name, inputs, work) => await work(),
  wrap: (work) => (n) => work(n),
  flush: async () => {},
};

/** Tracing by our own API into what `exporter` makes; `undefined` leaves the store in place. */
async function spanwright(exporter) {
  const { flush, trace, withSpan } = await import('@spanwright/core');
  const { setTraceExporter } = await import('@spanwright/core/kit');
  if (exporter) setTraceExporter(exporter);
  return {
    span: (name, inputs, work) => withSpan({ name, spanType: 'CHAIN', inputs }, work),
    asyncSpan: (name, inputs, work) => withSpan({ name, spanType: 'CHAIN', inputs }, work),
    wrap: (work) => trace(work),
    flush,
  };
}

/** The same spans by hand with OpenTelemetry's own packages: inputs and outputs as JSON attributes. */
async function openTelemetry(exporter) {
  const { context, SpanStatusCode, trace } = await import('@opentelemetry/api');
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base');
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  const tracer = trace.getTracer('benchmark');

  const begin = (span, inputs) => {
    span.setAttribute('mlflow.spanType', 'CHAIN');
    span.setAttribute('mlflow.spanInputs', JSON.stringify(inputs));
  };
  const succeed = (span, outputs) => {
    span.setAttribute('mlflow.spanOutputs', JSON.stringify(outputs));
    span.setStatus({ code: SpanStatusCode.OK });
    return outputs;
  };
  const fail = (span, error) => {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  return {
    span: (name, inputs, work) =>
      tracer.startActiveSpan(name, (span) => {
        begin(span, inputs);
        try {
          return succeed(span, work());
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    asyncSpan: (name, inputs, work) =>
      tracer.startActiveSpan(name, async (span) => {
        begin(span, inputs);
        try {
          return succeed(span, await work());
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    flush: () => provider.forceFlush(),
  };
}

/** One of our own OTLP writers: one POST per batch, in the program's thread. */
async function ownOtlp(url, writer, contentType) {
  const { [writer]: write } = await import('@spanwright/core/model');
  const source = { resource: { 'service.name': 'benchmark' }, scope: { name: 'spanwright' } };
  const bytesOf = (traces) =>
    write(
      traces.flatMap(({ spans }) => spans),
      source,
    );
  return { export: (traces) => post(url, bytesOf(traces), contentType), close: async () => {} };
}

async function otlpProtobuf(url) {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter({ url });
}

function post(url, body, contentType) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': contentType, 'content-length': body.length };
    const sent = request(url, { method: 'POST', headers }, (response) => response.resume().on('end', resolve));
    sent.on('error', reject).end(body);
  });
}

const dropped = { export: async () => {}, close: async () => {} };
const droppedByOpenTelemetry = {
  export: (spans, done) => done({ code: 0 }),
  shutdown: async () => {},
  forceFlush: async () => {},
};

/** @type {Readonly<Record<string, (url: string) => Promise<Tracer>>>} */
export const subjects = {
  none: async () => plain,
  spanwright: () => spanwright(dropped),
  opentelemetry: () => openTelemetry(droppedByOpenTelemetry),
  'spanwright to a sink': async (url) => spanwright(await ownOtlp(url, 'spansToProtobuf', 'application/x-protobuf')),
  'spanwright to a sink, JSON': async (url) => spanwright(await ownOtlp(url, 'spansToOtlpBytes', 'application/json')),
  'opentelemetry to a sink': async (url) => openTelemetry(await otlpProtobuf(url)),
  'spanwright to its store': () => spanwright(undefined),
  'spanwright, disabled': async () => {
    const { tracing } = await import('@spanwright/core');
    tracing.disable();
    return spanwright(dropped);
  },
};
