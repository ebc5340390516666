import { describe, expect, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { runProgram } from './run-program.ts';
import { expectReviewedAgents } from './compare-scenarios.ts';

const VERSIONS = [
  ['7', 'esm', ['ai', 'zod'], 'ai-scenarios.cjs'],
  ['6', 'esm', ['ai', 'zod', '@opentelemetry'], 'ai6-scenarios.cjs'],
  ['6', 'cjs', ['ai', 'zod', '@opentelemetry'], 'ai6-scenarios.cjs'],
] as const;

describe.each(nodeBinaries())('the AI SDK on %s', (node) => {
  it.each(VERSIONS)(
    'gives a program what it gave untraced, and the reviewed trees: version %s in a program of format %s',
    async (major, format, linked, suite) => {
      const version = `ai${major}`;
      await expectReviewedAgents({ node, version, linked, suite, format, snapshots: version });
    },
  );
});

const streamOf = `const { streamText, simulateReadableStream } = await import('ai');
  const { MockLanguageModelV4 } = await import('ai/test');
  const text = Array.from({ length: 5000 }, (_, id) => ({ type: 'text-delta', id: '1', delta: String(id) }));
  const usage = { inputTokens: { total: 9 }, outputTokens: { total: 3 } };
  const end = [{ type: 'text-end', id: '1' }, { type: 'finish', finishReason: { unified: 'stop' }, usage }];
  const streamed = (middle) => simulateReadableStream({
    chunks: [{ type: 'stream-start', warnings: [] }, { type: 'text-start', id: '1' }, ...middle, ...end] });
  const modelOf = (middle) => new MockLanguageModelV4({ modelId: 'mock', doStream: async () => ({ stream: streamed(middle) }) });
  async function leave(middle) {
    for await (const _ of streamText({ model: modelOf(middle), prompt: 'Hi' }).textStream) break;
  }`;

describe.each(nodeBinaries())('a stream of the AI SDK that the program leaves, on %s', (node) => {
  it.each([
    ['after its answer was complete', 'text.slice(0, 2)'],
    ['before its answer is complete', 'text'],
  ])('%s ends its spans once nothing holds it', async (_when, middle) => {
    const text = `import { createRequire } from 'node:module'; import { autolog } from '@spanwright/agents';
      const { collectUntil, printSpans } = createRequire(import.meta.url)('./print-spans.cjs');
      autolog(); ${streamOf} await leave(${middle});
      await collectUntil(3);
      await printSpans();`;
    const run = await runProgram({ node, version: 'ai7', linked: ['ai', 'zod'], format: 'esm', text });
    expect({ ...run, stdout: run.stdout.trim() }).toEqual({
      code: 0,
      signal: undefined,
      stderr: '',
      stdout: 'mock, step 1, streamText',
    });
  });
});

describe.each(nodeBinaries())('a stream of the AI SDK that is read, on %s', (node) => {
  it('is one trace, whatever memory is collected while its tools run and its callbacks work', async () => {
    const text = `import { autolog } from '@spanwright/agents'; import * as mlflow from '@spanwright/core';
      import { setTraceExporter } from '@spanwright/core/kit'; import { z } from 'zod';
      import { runInNewContext } from 'node:vm'; import { setFlagsFromString } from 'node:v8';
      setFlagsFromString('--expose-gc'); const gc = runInNewContext('gc');
      const told = ({ spans }) => spans.map(({ name, attributes }) => name + (attributes['spanwright.endReason'] ?? ''));
      setTraceExporter({ close: async () => {}, export: async (traces) => {
        for (const trace of traces) console.log(told(trace).sort().join(', '));
      } });
      autolog(); ${streamOf}
      const collect = async () => {
        for (let round = 0; round < 10; round += 1) { await new Promise((resolve) => setTimeout(resolve, 5)); gc(); }
      };
      const call = { type: 'tool-call', toolCallId: '1', toolName: 'look', input: '{}' };
      const answers = [[call], [text[0]]].map((middle) => streamed(middle));
      const model = new MockLanguageModelV4({ modelId: 'mock', doStream: async () => ({ stream: answers.shift() }) });
      const execute = async () => { await collect(); return mlflow.withSpan('inside', () => 'seen'); };
      const tools = { look: { inputSchema: z.object({}), execute } };
      const { textStream } = streamText({ model, prompt: 'Hi', tools, onStepFinish: collect, onFinish: collect,
        stopWhen: ({ steps }) => steps.length === 2 });
      for await (const _ of textStream) await collect();
      await mlflow.flush();`;
    const run = await runProgram({ node, version: 'ai7', linked: ['ai', 'zod'], format: 'esm', text });
    expect({ ...run, stdout: run.stdout.trim() }).toEqual({
      code: 0,
      signal: undefined,
      stderr: '',
      stdout: 'inside, look, mock, mock, step 1, step 2, streamText',
    });
  });
});

describe('work of the AI SDK that is under way when autolog() is taken back', () => {
  it('ends its spans', async () => {
    const text = `import { autolog } from '@spanwright/agents'; import print from './print-spans.cjs'; import { z } from 'zod';
      autolog(); ${streamOf}
      const call = { type: 'tool-call', toolCallId: '1', toolName: 'look', input: '{}' };
      const tools = { look: { inputSchema: z.object({}), execute: async () => autolog({ disable: true }) } };
      await streamText({ model: modelOf([call]), prompt: 'Hi', tools }).consumeStream();
      await print.printSpans();`;
    const run = await runProgram({ version: 'ai7', linked: ['ai', 'zod'], format: 'esm', text });
    expect({ ...run, stdout: run.stdout.trim() }).toEqual({
      code: 0,
      signal: undefined,
      stderr: '',
      stdout: 'look, mock, step 1, streamText',
    });
  });
});

/** A stream of version 6 that the program leaves, and that breaks off behind its back. */
const leftStream = `import { aiSdkTracer } from '@spanwright/agents'; import { streamText } from 'ai';
  import { MockLanguageModelV3 } from 'ai/test'; import print from './print-spans.cjs';
  async function leave() {
    const words = Array.from({ length: 20 }, (_, id) => ({ type: 'text-delta', id: '1', delta: String(id) }));
    const chunks = [{ type: 'stream-start', warnings: [] }, { type: 'text-start', id: '1' }, ...words];
    const pull = (control) => { const next = chunks.shift(); if (next) control.enqueue(next); else control.error('broken'); };
    const doStream = async () => ({ stream: new ReadableStream({ pull }) });
    const model = new MockLanguageModelV3({ modelId: 'mock', doStream });
    const experimental_telemetry = { isEnabled: true, tracer: aiSdkTracer };
    for await (const _ of streamText({ model, prompt: 'Hi', experimental_telemetry, onError() {} }).textStream) break;
  }
  await leave();
  await print.collectUntil(2);
  await print.printSpans();`;

const load6 = {
  cjs: `const { autolog } = require('@spanwright/agents'); const { printSpans } = require('./print-spans.cjs');`,
  esm: `import { autolog } from '@spanwright/agents'; import print from './print-spans.cjs'; const { printSpans } = print;`,
};
const ask6 = `const answer = { content: [{ type: 'text', text: 'Hello' }], finishReason: { unified: 'stop' }, warnings: [],
    usage: { inputTokens: { total: 1 }, outputTokens: { total: 1 } } };
  async function main() {
    const model = new mocks.MockLanguageModelV3({ modelId: 'mock', doGenerate: async () => answer });
    await ai.generateText({ model, prompt: 'Hi', experimental_telemetry: { isEnabled: true } });
    await printSpans();
  }`;
const required = `const ai = require('ai'); const mocks = require('ai/test');`;
const imported = `const ai = await import('ai'); const mocks = await import('ai/test');`;
const provider = `const { trace } = require('@opentelemetry/api'); const named = [];
  const span = new Proxy({}, { get: () => () => span });
  const startActiveSpan = (name, _options, work) => (named.push(name), work(span));
  trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan }) });
  process.on('exit', () => console.log(named.join()));`;

describe('the AI SDK 6', () => {
  it.each([
    [
      'in CommonJS, with autolog before',
      'cjs',
      `${load6.cjs} autolog(); ${required} ${ask6} main();`,
      'generateText, mock',
    ],
    [
      'in CommonJS, with autolog after',
      'cjs',
      `${load6.cjs} ${required} autolog(); ${ask6} main();`,
      'generateText, mock',
    ],
    [
      'in an ES module, with autolog before',
      'esm',
      `${load6.esm} autolog(); ${imported} ${ask6} await main();`,
      'generateText, mock',
    ],
    [
      'with a tracer provider of the program, which goes on to be told',
      'cjs',
      `${load6.cjs} autolog(); ${provider} ${required} ${ask6} main();`,
      'nothing\nai.generateText,ai.generateText.doGenerate',
    ],
    ['of which a stream is left, once nothing holds it', 'esm', leftStream, 'mock, streamText'],
  ] as const)('is recorded as it should be %s', async (_title, format, text, prints) => {
    const node = nodeBinaries()[0] ?? process.execPath;
    const run = await runProgram({ node, version: 'ai6', linked: ['ai', 'zod', '@opentelemetry'], format, text });
    expect({ code: run.code, stdout: run.stdout.trim() }).toEqual({ code: 0, stdout: prints });
  });
});
