// One subject in a process of its own: measures a sample whenever it is asked to.
import { Agent, Runner, tool, Usage, withGenerationSpan } from '@openai/agents';
import { z } from 'zod';
import { cpuSince, serve } from '../lib/paired.mjs';
import { subjects } from './subjects.mjs';

const [name, count] = process.argv.slice(2);
const { flush = async () => {} } = await subjects[name]();

const usage = new Usage({ requests: 1, inputTokens: 9, outputTokens: 3, totalTokens: 12 });
const toolCall = (toolName, args = {}) => ({
  type: 'function_call',
  callId: `call-${Object.values(args).join()}`,
  name: toolName,
  arguments: JSON.stringify(args),
});
const message = (text) => ({
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text }],
});

/** A model that answers with the outputs in turn, over and over, and makes the span that the SDK's own models make. */
function fakeModel(outputs) {
  let calls = 0;
  return {
    getResponse: ({ input }) =>
      withGenerationSpan(async (span) => {
        const output = outputs[calls % outputs.length];
        calls += 1;
        span.spanData.model = 'fake-1';
        if (span.spanData.type === 'generation') {
          span.spanData.input = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
          span.spanData.output = [{ output, usage: { input_tokens: 9, output_tokens: 3 } }];
        }
        return { usage, output, responseId: `response-${calls}` };
      }),
  };
}

const weather = tool({
  name: 'weather',
  description: 'The weather in a city',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => `sunny in ${city}`,
});
const poet = new Agent({
  name: 'Poet',
  tools: [weather],
  model: fakeModel([
    [toolCall('weather', { city: 'Oslo' })],
    [toolCall('weather', { city: 'Bergen' })],
    [toolCall('weather', { city: 'Molde' })],
    [message('The sun is out, all along the coast.')],
  ]),
});
const triage = new Agent({
  name: 'Triage',
  handoffs: [poet],
  model: fakeModel([[toolCall('transfer_to_Poet')]]),
});
const runner = new Runner();
const run = () => runner.run(triage, 'A haiku about the weather in three cities, please.');

/** Runs until the compiler has done what it does: by their number, since on a busy machine a time says little. */
const WARM_UP = 2500;
/** Runs before each sample, in which the caches of the processor fill that the other subjects have used. */
const BEFORE_SAMPLE = 10;
/** Runs that are timed as one: about as long as a busy machine leaves a process alone. */
const BATCH = 5;
const RUNS = Math.ceil(Number(count) / BATCH) * BATCH;

async function warm(runs) {
  for (let done = 0; done < runs; done += 1) await run();
  await flush();
}

/**
 * Microseconds per run: on the call path, as time and as CPU of all threads, and CPU with flush; and of the quickest batch,
 * which nothing else disturbed and no garbage was collected in.
 */
async function sample() {
  await warm(BEFORE_SAMPLE);
  let quickestUs = Infinity;
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let runs = 0; runs < RUNS; runs += BATCH) quickestUs = Math.min(quickestUs, await timedBatch());
  const wallUs = ((performance.now() - start) * 1000) / RUNS;
  const callCpuUs = cpuSince(cpu) / RUNS;
  await flush();
  return { wallUs, callCpuUs, cpuUs: cpuSince(cpu) / RUNS, quickestUs };
}

async function timedBatch() {
  const start = performance.now();
  for (let runs = 0; runs < BATCH; runs += 1) await run();
  return ((performance.now() - start) * 1000) / BATCH;
}

await warm(WARM_UP);
serve(sample);
