import { describe, expect, it } from '@jest/globals';
import { SpanType, Trace, type TraceData, TraceMetadataKey } from '@spanwright/core/model';
import { nodeBinaries, type ScenarioTraces } from '@spanwright/fixtures';
import { expectReviewedAgents } from './compare-scenarios.ts';
import { runProgram } from './run-program.ts';

const [first = process.execPath] = nodeBinaries();
const PROGRAMS = [...nodeBinaries().map((node) => [node, 'esm'] as const), [first, 'cjs'] as const];

describe.each(PROGRAMS)("Google's ADK on %s, in a program of format %s", (node, format) => {
  let traces: ScenarioTraces = {};
  const traceOf = (scenario: string): Trace => new Trace(traces[scenario]?.[0] as TraceData);

  it('gives a program what it gave untraced, and the reviewed trees', async () => {
    traces = await expectReviewedAgents({
      node,
      version: 'google-adk2',
      linked: ['@google', 'zod'],
      suite: 'adk-scenarios.cjs',
      format,
      snapshots: 'google-adk2',
    });
  });

  it('tells session and user', () => {
    const told = { [TraceMetadataKey.SESSION]: 'trip', [TraceMetadataKey.USER]: 'ada' };
    expect(traceOf('an agent').info.metadata).toMatchObject(told);
  });

  it('tells agents and hand-offs in order', () => {
    const handoffs = [
      { from: 'alice', to: 'bob' },
      { from: 'bob', to: 'alice' },
    ];
    expect(traceOf('a hand-off and back').agents()).toEqual({ agents: ['alice', 'bob'], handoffs });
  });

  it('does not count the time of tools as that of the model that called for them', () => {
    const trace = traceOf('a tool of a class of the program');
    const [model] = trace.searchSpans({ spanType: SpanType.CHAT_MODEL });
    const [tool] = trace.searchSpans({ spanType: SpanType.TOOL });
    expect((model?.endTimeNs ?? 0n) <= (tool?.startTimeNs ?? 0n)).toBe(true);
  });
});

const use = `class Silent extends adk.BaseLlm {
    async *generateContentAsync() { yield { content: { role: 'model', parts: [{ text: 'Hello' }] } }; } }
  async function main() {
    const agent = new adk.LlmAgent({ name: 'greeter', model: new Silent({ model: 'silent' }) });
    const newMessage = { role: 'user', parts: [{ text: 'Hi' }] };
    for await (const _ of new adk.InMemoryRunner({ agent }).runEphemeral({ userId: 'ada', newMessage })) continue;
    await printSpans();
  }`;
const cjs = `const { autolog } = require('@spanwright/agents'); const { printSpans } = require('./print-spans.cjs');`;
const esm = `import { autolog } from '@spanwright/agents'; import print from './print-spans.cjs'; const { printSpans } = print;`;
const ALL = 'Runner.runAsync, greeter, silent';

describe("loading Google's ADK", () => {
  it.each([
    ['CommonJS, autolog before', 'cjs', `${cjs} autolog(); const adk = require('@google/adk'); ${use} main();`, ALL],
    ['CommonJS, autolog after', 'cjs', `${cjs} const adk = require('@google/adk'); autolog(); ${use} main();`, ALL],
    [
      'ES module, autolog before',
      'esm',
      `${esm} autolog(); const adk = await import('@google/adk'); ${use} await main();`,
      ALL,
    ],
    [
      'taken back, and given again',
      'cjs',
      `${cjs} autolog(); const adk = require('@google/adk'); ${use}
       main().then(() => { autolog({ disable: true }); return main(); }).then(() => { autolog(); return main(); });`,
      `${ALL}\nnothing\n${ALL}`,
    ],
  ] as const)('%s', async (_title, format, text, prints) => {
    const linked = ['@google', 'zod'];
    const { code, stdout } = await runProgram({ node: first, version: 'google-adk2', linked, format, text });
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: prints });
  });
});
