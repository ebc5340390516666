import { describe, expect, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { type AgentProgram, runProgram } from './run-program.ts';

const cjs = {
  head: `const { printSpans } = require('./print-spans.cjs'); const { scriptedFetch } = require('./scripted-provider.cjs');
    const { autolog } = require('@spanwright/agents');`,
  load: `const sdk = require('@openai/agents'); const { OpenAI } = require('openai');`,
};
const esm = {
  head: `import print from './print-spans.cjs'; import provider from './scripted-provider.cjs';
    import { autolog } from '@spanwright/agents'; const { printSpans } = print; const { scriptedFetch } = provider;`,
  load: `const sdk = await import('@openai/agents'); const { OpenAI } = await import('openai');`,
};
const ask = `const client = new OpenAI({ apiKey: 'k', fetch: scriptedFetch([{ text: 'Hello' }, { text: 'Hello' }]) });
  const model = new sdk.OpenAIResponsesModel(client, 'gpt-4o-mini');
  const say = async () => (await sdk.run(new sdk.Agent({ name: 'Greeter', model }), 'Hi')).finalOutput;`;
const main = (text: string): string => `async function main() { ${ask} ${text} }`;
const once = main(`if ((await say()) !== 'Hello') throw new Error('another result'); await printSpans();`);
const SPANS = 'AgentRunner.run, Greeter, Response';

interface Case {
  readonly format: 'cjs' | 'esm';
  readonly text: string;
  readonly env?: { readonly [name: string]: string };
  readonly prints?: string;
  readonly nodeArgs?: readonly string[];
}

const counted = `const told = []; const processor = { onTraceStart: async () => {}, onTraceEnd: async () => {},
  onSpanStart: async () => {}, onSpanEnd: async (span) => void told.push(span.spanData.type), shutdown: async () => {}, forceFlush: async () => {} };`;

const collectGarbage = `await require('./print-spans.cjs').collectUntil(1);`;

const failing = `import { setTraceExporter } from '@spanwright/core/kit'; import { z } from 'zod';
  const tell = ({ name, status }) => { if (name === 'search') console.log(status.message); };
  setTraceExporter({ export: async (traces) => traces.forEach(({ spans }) => spans.forEach(tell)), close: async () => {} });
  const client = new OpenAI({ apiKey: 'k', fetch: scriptedFetch([{ call: ['search', {}] }, { text: 'Sorry' }]) });
  const model = new sdk.OpenAIResponsesModel(client, 'gpt-4o-mini');
  const execute = async () => { throw new TypeError('no such index'); };
  const tools = [sdk.tool({ name: 'search', description: 'Fails', parameters: z.object({}), execute })];
  await sdk.run(new sdk.Agent({ name: 'Librarian', model, tools }), 'Hi'); await flush();`;
const resumed = `const { setTraceExporter } = require('@spanwright/core/kit'); const { flush } = require('@spanwright/core');
  const { z } = require('zod'); const perTrace = [];
  const tell = ({ spans }) => perTrace.push(spans.map(({ name }) => name).filter((name) => !/^turn|^Careful/.test(name)).toSorted());
  setTraceExporter({ export: async (traces) => traces.forEach(tell), close: async () => {} });
  const steps = [{ call: ['erase', {}] }, { text: 'Done' }, { text: 'Done' }];
  const client = new OpenAI({ apiKey: 'k', fetch: scriptedFetch(steps) });
  const model = new sdk.OpenAIResponsesModel(client, 'gpt-4o-mini');
  const execute = async () => 'erased';
  const erase = sdk.tool({ name: 'erase', description: 'x', parameters: z.object({}), needsApproval: true, execute });
  const agent = new sdk.Agent({ name: 'Careful', model, tools: [erase] });
  const goOn = async (text) => {
    const state = await sdk.RunState.fromString(agent, text);
    state.approve(state.getInterruptions()[0]);
    return () => sdk.run(agent, state);
  };
  async function main() {
    const asked = (await sdk.run(agent, 'Erase')).state.toString();
    const runs = [await goOn(asked), await goOn(asked)];
    await Promise.all(runs.map((run) => run()));
    await flush();
    console.log(perTrace.map((names) => names.join(' ')).join(', '));
  }
  main();`;
const THROWN = 'Error running tool (non-fatal): TypeError: no such index';

const CASES: Readonly<Record<string, Case>> = {
  'CommonJS, autolog before': { format: 'cjs', text: `${cjs.head} autolog(); ${cjs.load} ${once} main();` },
  'CommonJS, autolog after': { format: 'cjs', text: `${cjs.head} ${cjs.load} autolog(); ${once} main();` },
  'ES module, autolog before': { format: 'esm', text: `${esm.head} autolog(); ${esm.load} ${once} await main();` },
  'ES module, autolog after': { format: 'esm', text: `${esm.head} ${esm.load} autolog(); ${once} await main();` },
  'ES module, autolog before: what a tool throws': {
    format: 'esm',
    text: `${esm.head} import { flush } from '@spanwright/core'; autolog(); ${esm.load} ${failing}`,
    prints: THROWN,
  },
  'ES module, autolog after, with --import @spanwright/core/register: what a tool throws': {
    format: 'esm',
    nodeArgs: ['--import', '@spanwright/core/register'],
    text: `${esm.head} import { flush } from '@spanwright/core'; ${esm.load} autolog(); ${failing}`,
    prints: THROWN,
  },
  'ES module, autolog taken back: tool() is the very same function': {
    format: 'esm',
    text: `${esm.head} import { tool } from '@openai/agents'; import * as core from '@openai/agents-core';
      autolog(); if (tool.__original === undefined) throw new Error('not watched'); autolog({ disable: true });
      console.log(tool === core.tool && tool.__original === undefined ? 'the same' : 'another');`,
    nodeArgs: ['--import', '@spanwright/core/register'],
    prints: 'the same',
  },
  'case 244: autolog called three times': {
    format: 'cjs',
    text: `${cjs.head} autolog(); ${cjs.load} autolog(); autolog({ chunkEvents: 1 }); ${once} main();`,
  },
  'case 244: autolog taken back': {
    format: 'cjs',
    text: `${cjs.head} autolog(); ${cjs.load} autolog({ disable: true }); ${once} main();`,
    prints: 'nothing',
  },
  'a test, in which the SDK makes no spans by itself': {
    format: 'cjs',
    env: { NODE_ENV: 'test' },
    text: `${cjs.head} ${cjs.load} ${counted} autolog(); sdk.addTraceProcessor(processor);
      ${main(`await say(); await printSpans(); if (told.length > 0) throw new Error('told others');`)} main();`,
  },
  'a test whose program switches the tracing of the SDK on': {
    format: 'cjs',
    env: { NODE_ENV: 'test' },
    text: `${cjs.head} autolog(); ${cjs.load} ${counted} sdk.addTraceProcessor(processor); sdk.setTracingDisabled(false);
      ${main(`await say(); await printSpans(); if (told.length === 0) throw new Error('told nobody');`)} main();`,
  },
  'tracing of the SDK that the environment forbids': {
    format: 'cjs',
    env: { OPENAI_AGENTS_DISABLE_TRACING: '1' },
    text: `${cjs.head} autolog(); ${cjs.load} ${once} main();`,
    prints: 'AgentRunner.run',
  },
  'case 244: a processor of the program, which hears all': {
    format: 'cjs',
    text: `${cjs.head} autolog(); ${cjs.load} ${counted} sdk.setTraceProcessors([processor]);
      ${main(`await say(); await printSpans(); if (!told.includes('response')) throw new Error('told less');`)} main();`,
  },
  'a trace of the SDK whose work throws, which the SDK never ends': {
    format: 'cjs',
    text: `${cjs.head} autolog(); ${cjs.load} sdk.setTraceProcessors([]); const fail = async () => { throw new Error('no such file'); };
      ${main(`await sdk.withTrace('Failing', fail).catch(() => {}); ${collectGarbage} await printSpans();`)} main();`,
    prints: 'Failing',
  },
  'case 244: a processor that the program wants to hear nothing': {
    format: 'cjs',
    text: `${cjs.head} autolog({ disableOpenAIAgentTracer: true }); ${cjs.load} ${counted} sdk.setTraceProcessors([processor]);
      ${main(`await say(); await printSpans(); if (told.length > 0) throw new Error('told others');`)} main();`,
  },
  'a run of agents inside a run of the program, which is to have none': {
    format: 'cjs',
    text: `${cjs.head} ${cjs.load} const core = require('@spanwright/core'); core.setLogger({ warn() {}, info() {}, error() {} });
      autolog({ exclusive: true }); ${main(`core.startRun(); await say(); core.endRun(); await printSpans();`)} main();`,
    prints: 'nothing',
  },
  'two runs that go on from one state at once, which have the same trace of the SDK': {
    format: 'cjs',
    text: `${cjs.head} autolog({ silent: true }); ${cjs.load} ${resumed}`,
    prints: 'AgentRunner.run Response, AgentRunner.run Response erase, AgentRunner.run Response erase',
  },
  'autolog taken back while a tool works': {
    format: 'cjs',
    text: `${cjs.head} autolog(); ${cjs.load} const { z } = require('zod');
      const execute = async () => { autolog({ disable: true }); return 'off'; };
      const off = sdk.tool({ name: 'off', description: 'Ends it', parameters: z.object({}), execute });
      async function main() {
        const client = new OpenAI({ apiKey: 'k', fetch: scriptedFetch([{ call: ['off', {}] }, { text: 'Hello' }]) });
        const model = new sdk.OpenAIResponsesModel(client, 'gpt-4o-mini');
        await sdk.run(new sdk.Agent({ name: 'Greeter', model, tools: [off] }), 'Hi');
        await printSpans();
      }
      main();`,
    prints: 'AgentRunner.run, Greeter, Response, off',
  },
};

describe.each(nodeBinaries())('loading the OpenAI Agents SDK, on %s', (node) => {
  it.each(Object.entries(CASES))('%s', async (_title, { prints, env = {}, ...program }) => {
    for (const version of node === nodeBinaries()[0] ? ['openai-agents3', 'openai-agents20'] : ['openai-agents20'])
      expect(await printed({ node, version, env, ...program })).toBe(prints ?? SPANS);
  });
});

/** What the program prints, without the turns that older versions do not have. */
async function printed(
  program: Pick<AgentProgram, 'node' | 'nodeArgs' | 'version' | 'format' | 'text' | 'env'>,
): Promise<string> {
  const run = await runProgram({ ...program, linked: ['@openai', 'openai', 'zod'] });
  const stderr = run.stderr.replace(/^No API key provided for OpenAI .*\n/gm, '');
  expect({ code: run.code, stderr }).toEqual({ code: 0, stderr: '' });
  return run.stdout.trim().replace(/, turn 1/, '');
}
