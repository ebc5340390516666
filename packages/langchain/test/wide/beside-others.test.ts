import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { libraryVersion, makeProgramFolder, type NodeRun, runInNode } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const coreOf = (generation: string): string => libraryVersion(generation, '@langchain/core');

const head = `const mlflow = require('@spanwright/core'); const { setTraceExporter } = require('@spanwright/core/kit');
const { autolog } = require('@spanwright/langchain');
const spans = [];
setTraceExporter({ export: async (traces) => void spans.push(...traces.flatMap((trace) => trace.spans)), close: async () => {} });
const printed = async () => {
  await mlflow.flush();
  const nameOf = (id) => spans.find(({ spanId }) => spanId === id)?.name;
  console.log(spans.map(({ name, parentSpanId }) => [nameOf(parentSpanId), name].filter(Boolean).join(' > ')).toSorted().join('\\n'));
};
const chainOf = (core) => core('prompts').ChatPromptTemplate.fromTemplate('{question}')
  .pipe(new (core('utils/testing').FakeListChatModel)({ responses: ['Yes'] }))
  .pipe(new (core('output_parsers').StringOutputParser)());`;

/** A package between the program and its copy of LangChain. */
const between = (name: string) => ({
  [`node_modules/${name}/package.json`]: `{ "name": "${name}", "main": "index.js" }`,
  [`node_modules/${name}/index.js`]: `module.exports = (subpath) => require('@langchain/core/' + subpath);`,
});

const tree = ['ChatPromptTemplate', 'FakeListChatModel', 'StrOutputParser'].map((name) => `RunnableSequence > ${name}`);
const chain = ['RunnableSequence', ...tree].join('\n');

async function run(generation: string, text: string, env: Record<string, string> = {}): Promise<NodeRun> {
  const folder = await makeProgramFolder({
    files: { 'main.cjs': `${head}\n${text}`, ...between('first'), ...between('second') },
    links: {
      'node_modules/@langchain/core': coreOf(generation),
      'node_modules/first/node_modules/@langchain/core': coreOf('langchain0'),
      'node_modules/second/node_modules/@langchain/core': coreOf('langchain1'),
      'node_modules/@spanwright/core': join(packages, 'core'),
      'node_modules/@spanwright/langchain': join(packages, 'langchain'),
    },
  });
  try {
    return await runInNode({ file: join(folder.path, 'main.cjs'), cwd: folder.path, env });
  } finally {
    await folder.remove();
  }
}

describe("LangSmith's tracer", () => {
  let server: Server;
  const received: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('latin1').on('data', (text: string) => (body += text));
      request.on('end', () => {
        if (request.method === 'POST') received.push(body);
        const got = request.url === '/got' && received.some((text) => text.includes('FakeListChatModel'));
        response.writeHead(200, { 'content-type': 'application/json' }).end(got ? '{"got":true}' : '{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it.each(['langchain0', 'langchain1'])('gets its runs beside ours, on %s', async (generation) => {
    received.length = 0;
    const { port } = server.address() as AddressInfo;
    const env = { LANGSMITH_TRACING: 'true', LANGSMITH_API_KEY: 'k', LANGSMITH_ENDPOINT: `http://127.0.0.1:${port}` };
    const text = `autolog(); chainOf((subpath) => require('@langchain/core/' + subpath)).invoke({ question: 'Hm?' })
      .then(() => require('@langchain/core/callbacks/promises').awaitAllCallbacks()).then(printed)
      .then(async () => {
        const got = async () => (await (await fetch(process.env.LANGSMITH_ENDPOINT + '/got')).json()).got;
        for (let n = 0; n < 600 && !(await got()); n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      });`;
    const { stdout, code } = await run(generation, text, { ...env, LANGSMITH_DISABLE_RUN_COMPRESSION: 'true' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${chain}\n` });
    expect(received.join('')).toContain('FakeListChatModel');
  });
});

describe('two copies of LangChain in one program', () => {
  const [first, second] = ['first', 'second'].map((name) => `require('${name}')`);

  it.each([
    ['before', `autolog();`, ''],
    ['after', '', `autolog();`],
  ])('are both traced, autolog %s', async (_, before, after) => {
    const text = `${before} const chains = [chainOf(${first}), chainOf(${second})]; ${after}
      (async () => { for (const chain of chains) await chain.invoke({ question: 'Hm?' }); await printed(); })();`;
    const { stdout, stderr } = await run('langchain1', text);
    expect(stderr).toBe('');
    expect(stdout).toBe(`${[chain, chain].join('\n').split('\n').toSorted().join('\n')}\n`);
  });

  it('nest where one calls the other', async () => {
    const text = `autolog(); const inner = chainOf(${second}); const { RunnableLambda } = ${first}('runnables');
      RunnableLambda.from(async function outer(question) { return inner.invoke({ question }); }).invoke('Hm?').then(printed);`;
    const { stdout } = await run('langchain1', text);
    expect(stdout).toBe(`${[...tree, 'outer', 'outer > RunnableSequence'].toSorted().join('\n')}\n`);
  });

  it('are both as they were once it is switched off', async () => {
    const text = `const managers = [${first}, ${second}].map((core) => core('callbacks/manager').CallbackManager);
      const before = managers.map((manager) => manager._configureSync); autolog();
      const wrapped = managers.map((manager, n) => manager._configureSync !== before[n]); autolog({ disable: true });
      console.log(wrapped, managers.map((manager, n) => manager._configureSync === before[n]));`;
    expect((await run('langchain1', text)).stdout).toBe('[ true, true ] [ true, true ]\n');
  });
});

describe('a run that has no handler but ours', () => {
  it.each(['langchain0', 'langchain1'])(
    'has the manager that LangChain gives, and is told at once, on %s',
    async (generation) => {
      const text = `autolog(); const { CallbackManager } = require('@langchain/core/callbacks/manager');
      const input = [['tag'], ['own'], { inherited: 1 }, { own: 2 }];
      const direct = CallbackManager._configureSync(undefined, undefined, ...input);
      const beside = CallbackManager._configureSync(undefined, [{ name: 'other' }], ...input);
      const shown = (run) => [run.constructor.name, Object.keys(run), { ...run, handlers: 0, inheritableHandlers: 0 }];
      const starts = (manager) => [
        manager.handleChainStart({}, {}, 'chain', undefined, undefined, undefined, 'Chain').then((run) => [run]),
        manager.handleChatModelStart({}, [[]], 'model', undefined, {}, undefined, undefined, 'Model'),
      ];
      // Told by LangChain, a run's end takes many turns of the queue of promises.
      const first = (ended) => Promise.race([ended.then(() => 'at once'), Promise.resolve().then(() => {}).then(() => 'late')]);
      (async () => {
        const [chain, model] = (await Promise.all(starts(direct))).flat();
        const ends = [await first(chain.handleChainEnd({})), await first(model.handleLLMEnd({ generations: [] }))];
        const others = (await Promise.all(starts(beside))).flat();
        require('node:assert').deepStrictEqual([chain, model].map(shown), others.map(shown));
        console.log(...ends, await first(others[0].handleChainEnd({})));
      })();`;
      expect(await run(generation, text)).toMatchObject({ code: 0, stdout: 'at once at once late\n' });
    },
  );

  it.each(['langchain0', 'langchain1'])(
    'has the parent that the program gives it, not the run around it, on %s',
    async (generation) => {
      const text = `autolog(); const core = (subpath) => require('@langchain/core/' + subpath);
      const { RunnableLambda } = core('runnables'); const inner = chainOf(core);
      RunnableLambda.from(async function outer(question, ofOuter) {
        return RunnableLambda.from(async function middle() { return inner.invoke({ question }, ofOuter); }).invoke('Hm?', ofOuter);
      }).invoke('Hm?').then(printed);`;
      const { stdout } = await run(generation, text);
      expect(stdout).toBe(
        `${[...tree, 'outer', 'outer > RunnableSequence', 'outer > middle'].toSorted().join('\n')}\n`,
      );
    },
  );
});
