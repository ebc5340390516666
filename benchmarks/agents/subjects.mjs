// What is measured: each subject sets itself up in a process of its own.
import {
  addTraceProcessor,
  BatchTraceProcessor,
  getGlobalTraceProvider,
  setTraceProcessors,
  setTracingDisabled,
} from '@openai/agents';

/** The processor that the SDK itself sets up, with an exporter that does nothing. */
const batches = () => new BatchTraceProcessor({ export: async () => {} });

/** @type {Readonly<Record<string, () => Promise<{ flush?: () => Promise<unknown> }>>>} */
export const subjects = {
  none: async () => {
    setTracingDisabled(true);
    return {};
  },

  "the SDK's own tracing": async () => {
    setTraceProcessors([batches()]);
    return { flush: () => getGlobalTraceProvider().forceFlush() };
  },

  spanwright: async () => {
    const { flush } = await import('@spanwright/core');
    const { setTraceExporter } = await import('@spanwright/core/kit');
    const { autolog } = await import('@spanwright/agents');
    setTraceExporter({ export: async () => {}, close: async () => {} });
    setTraceProcessors([]);
    autolog({ include: ['openai-agents'] });
    return { flush };
  },

  both: async () => {
    const { flush } = await subjects.spanwright();
    addTraceProcessor(batches());
    return {
      flush: async () => {
        await getGlobalTraceProvider().forceFlush();
        await flush();
      },
    };
  },
};
