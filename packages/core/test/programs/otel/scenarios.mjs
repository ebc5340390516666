// One way of Spanwright and a program's own OpenTelemetry set-up to meet; the argument names it.
import { AlwaysOffSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base';
import { trace } from '@opentelemetry/api';
import { print, setUp } from './set-up.mjs';

const untraced = { withSpan: (_, callback) => callback({}), flush: async () => {}, getCurrentActiveSpan: () => {} };
const core = process.env.UNTRACED ? untraced : await import('@spanwright/core');
const { withSpan, flush } = core;

const scenarios = {
  // An HTTP span around one of ours, with a database span in it.
  async 'theirs around ours'() {
    const tracer = setUp();
    await tracer.startActiveSpan('GET /', async (http) => {
      await withSpan({ name: 'plan', inputs: { goal: 1 } }, async () => {
        await tracer.startActiveSpan('SELECT', async (db) => db.end());
      });
      http.end();
    });
    return {};
  },
  async 'ours around theirs'() {
    const tracer = setUp();
    const before = trace.getActiveSpan()?.spanContext().spanId;
    await withSpan('plan', async () => {
      await tracer.startActiveSpan('POST /v1', async (http) => {
        withSpan('parse', () => {});
        http.end();
      });
      withSpan('inner', () => {});
    });
    return { before: before ?? 'none', after: trace.getActiveSpan()?.spanContext().spanId ?? 'none' };
  },
  // A method of a library that we record, and the HTTP span of its request.
  async 'a library call'() {
    const tracer = setUp();
    class Client {
      async ask() {
        await 0;
        return tracer.startActiveSpan('POST /v1', (http) => http.end());
      }
    }
    const { applyIntegration } = await import('@spanwright/core/kit');
    const ask = { spanType: 'LLM', name: 'ask', inputs: () => undefined };
    const library = { name: 'lib', module: 'lib', versions: '>=1', attach: {}, patches: { 'Client#ask': ask } };
    const undo = applyIntegration(library, { Client }, {});
    await new Client().ask();
    undo();
    return {};
  },
  async 'sampled out'() {
    const tracer = setUp({ sampler: new AlwaysOffSampler() });
    await withSpan('plan', async () => tracer.startActiveSpan('SELECT', (db) => db.end()));
    return {};
  },
  async 'sampled by ratio'() {
    const tracer = setUp({ sampler: new TraceIdRatioBasedSampler(1) });
    await withSpan('plan', async () => tracer.startActiveSpan('SELECT', (db) => db.end()));
    return {};
  },
  async 'no provider'() {
    await withSpan('plan', async () => withSpan('inner', () => {}));
    return {};
  },
  // Spans of other libraries, without sharing: a processor that the program adds.
  async 'a processor'() {
    const tracer = setUp({ more: process.env.UNTRACED ? [] : [core.createSpanProcessor()] });
    await tracer.startActiveSpan('chat', async (chat) => {
      chat.setAttributes({
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.model': 'gpt-5',
        'gen_ai.input.messages': '[{"role":"user"}]',
        'gen_ai.usage.input_tokens': 3,
        'gen_ai.usage.output_tokens': 4,
      });
      tracer.startActiveSpan('POST', (http) => {
        http.recordException(new TypeError('refused'));
        http.setStatus({ code: 2, message: 'refused' });
        http.end();
      });
      chat.end();
    });
    return {};
  },
};

const extra = await scenarios[process.argv[2]]();
await flush();
print(extra);
