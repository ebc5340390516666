// What is measured: each subject sets itself up in a process of its own and may give options for `invoke`.
import { createRequire } from 'node:module';

/** @typedef {{ options?: () => object, flush?: () => Promise<unknown> }} Subject */

const nothing = { export: (_, done) => done({ code: 0 }), shutdown: async () => {}, forceFlush: async () => {} };

/** A provider as OpenTelemetry's own set-up makes it, with an exporter that drops everything. */
async function openTelemetry() {
  const { context, trace } = await import('@opentelemetry/api');
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base');
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(nothing)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

const manager = () => import('@langchain/core/callbacks/manager');

/** @type {Readonly<Record<string, () => Promise<Subject>>>} */
export const subjects = {
  none: async () => ({}),

  'empty handler': async () => {
    const { BaseCallbackHandler } = await import('@langchain/core/callbacks/base');
    class EmptyHandler extends BaseCallbackHandler {
      name = 'empty';
      awaitHandlers = true;
      handleChainStart() {}
      handleChainEnd() {}
      handleChatModelStart() {}
      handleLLMEnd() {}
    }
    const callbacks = [new EmptyHandler()];
    return { options: () => ({ callbacks }) };
  },

  spanwright: async () => {
    const { flush } = await import('@spanwright/core');
    const { setTraceExporter } = await import('@spanwright/core/kit');
    const { autolog } = await import('@spanwright/langchain');
    setTraceExporter({ export: async () => {}, close: async () => {} });
    autolog();
    return { flush };
  },

  traceloop: async () => {
    const provider = await openTelemetry();
    const { LangChainInstrumentation } = await import('@traceloop/instrumentation-langchain');
    const instrumentation = new LangChainInstrumentation();
    instrumentation.setTracerProvider(provider);
    instrumentation.manuallyInstrument({ callbackManagerModule: await manager() });
    return { flush: () => provider.forceFlush() };
  },

  openinference: async () => {
    const provider = await openTelemetry();
    const { LangChainInstrumentation } = await import('@arizeai/openinference-instrumentation-langchain');
    const instrumentation = new LangChainInstrumentation({ tracerProvider: provider });
    instrumentation.manuallyInstrument(await manager());
    return { flush: () => provider.forceFlush() };
  },

  langfuse: async () => {
    const provider = await openTelemetry();
    const { CallbackHandler } = await import('@langfuse/langchain');
    return { options: () => ({ callbacks: [new CallbackHandler()] }), flush: () => provider.forceFlush() };
  },

  langsmith: async () => {
    const { LangChainTracer } = await import('@langchain/core/tracers/tracer_langchain');
    const { Client } = createRequire(import.meta.url)('langsmith');
    const fetchImplementation = async () => new Response('{}', { status: 202 });
    const client = new Client({ apiUrl: 'http://127.0.0.1:9', apiKey: 'k', fetchImplementation });
    return { options: () => ({ callbacks: [new LangChainTracer({ client })] }), flush: () => client.flush() };
  },
};
