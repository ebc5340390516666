// What is measured: how each subject traces the same client. `flush` sends what was recorded.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { post } from './post.mjs';

/**
 * @typedef {object} Subject
 * @property {(kind: 'chat' | 'responses' | 'embeddings', body: object) => Promise<unknown>} call
 * @property {(body: object) => Promise<AsyncIterable<object>>} stream
 * @property {() => Promise<unknown>} [flush]
 * @property {(work: () => Promise<void>) => Promise<void>} [within] runs calls beneath a span of the program's
 */

const require = createRequire(import.meta.url);
const dropped = { export: (_spans, done) => done({ code: 0 }), shutdown: async () => {}, forceFlush: async () => {} };

/** A client whose provider is `answer`, asked as a program would. */
function plain(answer, wrap = (client) => client) {
  const { OpenAI } = require('openai');
  const client = wrap(new OpenAI({ apiKey: 'k', maxRetries: 0, fetch: async () => answer() }));
  const methods = {
    chat: (body) => client.chat.completions.create(body),
    responses: (body) => client.responses.create(body),
    embeddings: (body) => client.embeddings.create(body),
  };
  return { call: (kind, body) => methods[kind](body), stream: methods.chat };
}

/**
 * A client that nobody traces, in the process of one that is: of a copy of the library that no tracer gets to see. To be
 * called before there is a tracer.
 */
export function untraced(answer) {
  const subject = plain(answer);
  const folder = dirname(require.resolve('openai'));
  for (const file of Object.keys(require.cache))
    if (file.startsWith(folder)) Reflect.deleteProperty(require.cache, file);
  return subject;
}

/** A provider as OpenTelemetry's own set-up makes it. Without a URL its exporter drops everything. */
async function openTelemetry(url) {
  const { context, trace } = await import('@opentelemetry/api');
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  const exporter = url ? new OTLPTraceExporter({ url }) : dropped;
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

/** One span by hand, inputs and outputs as JSON attributes. */
async function byHand(answer, url) {
  const provider = await openTelemetry(url);
  const { SpanStatusCode } = await import('@opentelemetry/api');
  const tracer = provider.getTracer('benchmark');
  const { call } = plain(answer);
  const begin = (span, body) => span.setAttributes({ model: body.model, inputs: JSON.stringify(body) });
  const succeed = (span, outputs, usage) => {
    span.setAttributes({ outputs: JSON.stringify(outputs), usage: JSON.stringify(usage) });
    span.setStatus({ code: SpanStatusCode.OK });
    span.end();
  };
  const fail = (span, error) => {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    throw error;
  };
  async function* tapped(span, stream) {
    let text = '';
    let usage;
    try {
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? '';
        usage ??= chunk.usage;
        yield chunk;
      }
    } finally {
      succeed(span, text, usage);
    }
  }
  return {
    call: (kind, body) =>
      tracer.startActiveSpan(kind, async (span) => {
        begin(span, body);
        try {
          const result = await call(kind, body);
          succeed(span, result, result.usage);
          return result;
        } catch (error) {
          return fail(span, error);
        }
      }),
    stream: (body) =>
      tracer.startActiveSpan('chat', async (span) => {
        begin(span, body);
        try {
          return tapped(span, await call('chat', body));
        } catch (error) {
          return fail(span, error);
        }
      }),
    flush: () => provider.forceFlush(),
    within: (work) =>
      tracer.startActiveSpan('parent', async (span) => {
        await work();
        span.end();
      }),
  };
}

/** Our own: autolog as it is shipped. */
async function spanwright(answer, exporter) {
  const { flush, withSpan } = await import('@spanwright/core');
  const { setTraceExporter } = await import('@spanwright/core/kit');
  const { autolog } = await import('@spanwright/openai');
  setTraceExporter(exporter);
  const subject = plain(answer);
  autolog({ loader: false });
  return { ...subject, flush, within: (work) => withSpan('parent', work) };
}

/** Our own OTLP/protobuf writer, as for MLflow's server: one POST per batch, in the program's thread. */
async function otlp(url) {
  const { spansToProtobuf } = await import('@spanwright/core/model');
  const source = { resource: { 'service.name': 'benchmark' }, scope: { name: 'spanwright' } };
  const bytesOf = (traces) =>
    spansToProtobuf(
      traces.flatMap(({ spans }) => spans),
      source,
    );
  return { export: (traces) => post(url, bytesOf(traces)), close: async () => {} };
}

async function instrumented(answer, url, name, load) {
  const provider = await openTelemetry(url);
  const Instrumentation = (await import(name))[load.className];
  const instrumentation = new Instrumentation(load.config);
  instrumentation.setTracerProvider(provider);
  instrumentation.setMeterProvider((await import('@opentelemetry/api')).metrics.getMeterProvider());
  load.manually?.(instrumentation, require('openai'));
  return { ...plain(answer), flush: () => provider.forceFlush() };
}

const openinference = (answer, url) =>
  instrumented(answer, url, '@arizeai/openinference-instrumentation-openai', {
    className: 'OpenAIInstrumentation',
    manually: (instrumentation, { OpenAI }) => instrumentation.manuallyInstrument(OpenAI),
  });

const traceloop = (answer, url) =>
  instrumented(answer, url, '@traceloop/instrumentation-openai', {
    className: 'OpenAIInstrumentation',
    manually: (instrumentation, { OpenAI }) => instrumentation.manuallyInstrument(OpenAI),
  });

// Puts what is said into log records, which go nowhere here: its figures are without them.
const otelOpenai = (answer, url) =>
  instrumented(answer, url, '@opentelemetry/instrumentation-openai', {
    className: 'OpenAIInstrumentation',
    config: { captureMessageContent: true },
  });

async function langfuse(answer, url) {
  const provider = await openTelemetry(url);
  const { observeOpenAI } = await import('@langfuse/openai');
  return { ...plain(answer, (client) => observeOpenAI(client)), flush: () => provider.forceFlush() };
}

async function langsmith(answer, url) {
  process.env.LANGSMITH_TRACING = 'true';
  const { Client } = require('langsmith');
  const { wrapOpenAI } = require('langsmith/wrappers');
  const fetchImplementation = url ? globalThis.fetch : async () => new Response('{}', { status: 202 });
  const client = new Client({ apiUrl: url ?? 'http://127.0.0.1:9', apiKey: 'k', fetchImplementation });
  const subject = plain(answer, (openai) => wrapOpenAI(openai, { client }));
  // With nothing left to wait for, its own promise may never settle.
  const patience = () => new Promise((resolve) => setTimeout(resolve, 2000));
  return { ...subject, flush: () => Promise.race([client.awaitPendingTraceBatches(), patience()]) };
}

const nothing = { export: async () => {}, close: async () => {} };

/** Each takes what the provider answers, and the URL of a sink; without one nothing is sent. */
export const subjects = {
  none: async (answer) => plain(answer),
  'none, AsyncLocalStorage on': async (answer) => {
    new AsyncLocalStorage().enterWith({});
    return plain(answer);
  },
  spanwright: async (answer, url) => spanwright(answer, url ? await otlp(url) : nothing),
  'by hand': byHand,
  openinference,
  traceloop,
  'otel openai': otelOpenai,
  langfuse,
  langsmith,
};
