import { describe, expect, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { runProgram } from './run-program.ts';
import { expectReviewedAgents } from './compare-scenarios.ts';

describe.each(nodeBinaries())('the AI SDK on %s', (node) => {
  it('gives a program what it gave untraced, and the reviewed trees', () =>
    expectReviewedAgents({
      node,
      version: 'ai7',
      linked: ['ai', 'zod'],
      suite: 'ai-scenarios.cjs',
      format: 'esm',
      snapshots: 'ai7',
    }));
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
    ['after its answer was complete', 'text.slice(0, 2)', ''],
    ['before its answer is complete', 'text', 'gc();'],
  ])('%s ends its spans after a while', async (_when, middle, collect) => {
    const text = `import { createRequire } from 'node:module'; import { autolog } from '@spanwright/agents';
      import { runInNewContext } from 'node:vm'; import { setFlagsFromString } from 'node:v8';
      setFlagsFromString('--expose-gc'); const gc = runInNewContext('gc');
      const { printSpans } = createRequire(import.meta.url)('./print-spans.cjs');
      autolog(); ${streamOf} await leave(${middle});
      for (let round = 0; round < 24; round += 1) { await new Promise((resolve) => setTimeout(resolve, 50)); ${collect} }
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
