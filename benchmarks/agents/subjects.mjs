// What is measured: each subject sets itself up in a process of its own.
import { addTraceProcessor, setTraceProcessors, setTracingDisabled } from '@openai/agents';

const nothing = {
  onTraceStart: async () => {},
  onTraceEnd: async () => {},
  onSpanStart: async () => {},
  onSpanEnd: async () => {},
  shutdown: async () => {},
  forceFlush: async () => {},
};

/** @type {Readonly<Record<string, () => Promise<{ flush?: () => Promise<unknown> }>>>} */
export const subjects = {
  none: async () => {
    setTracingDisabled(true);
    return {};
  },

  "the SDK's own tracing": async () => {
    setTraceProcessors([nothing]);
    return {};
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
    const subject = await subjects.spanwright();
    addTraceProcessor(nothing);
    return subject;
  },
};
