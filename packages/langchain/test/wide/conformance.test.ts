import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Span, SpanType, Trace } from '@spanwright/core';
import {
  libraryVersion,
  makeProgramFolder,
  type ProviderServer,
  runInNode,
  startProviderServer,
} from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const programs = join(__dirname, 'programs');

/** What one case gave, and the traces that the store has of it, oldest first. */
interface Result {
  readonly given: unknown;
  readonly traces: readonly Trace[];
}

type Check = (result: Result) => void;
type Usage = readonly [input: number, output: number, total: number];

/** Cases 205 to 227 of MLflow's own tests, as far as they need LangChain: see docs/mlflow-conformance.md. */
const CASES: Readonly<Record<string, readonly [promise: string, check: Check]>> = {
  205: [
    'a function that throws has the name of the function, the error, and no outputs',
    ({ given, traces: [trace] }) => {
      expect(given).toBe('Error!');
      expect(trace?.info.state).toBe('ERROR');
      expect(spansOf(trace)).toEqual(['always_fail CHAIN']);
      const { outputs, events } = rootOf(trace);
      expect(outputs).toBeUndefined();
      expect(events.map(({ attributes }) => attributes['exception.message'])).toEqual(['Error!']);
    },
  ],
  206: [
    'a chat model has its messages, its choices, its parameters and its model',
    ({ traces: [trace] }) => {
      const span = only(trace, 'ChatOpenAI');
      expect(span).toMatchObject({
        spanType: SpanType.CHAT_MODEL,
        inputs: {
          messages: [
            { role: 'system', content: 'Be kind' },
            { role: 'user', content: 'Hi' },
          ],
        },
        outputs: { choices: [{ message: { role: 'assistant', content: expect.any(String) } }] },
        attributes: {
          invocation_params: { model: 'chat-plain', temperature: 0.9 },
          'mlflow.message.format': 'langchain',
          'mlflow.llm.model': 'chat-plain',
          'mlflow.llm.provider': 'openai',
        },
      });
    },
  ],
  207: [
    'tools that a model is offered are listed, those of another form by name and description',
    ({ traces }) => {
      expect(traces.map((trace) => rootOf(trace).attributes['mlflow.chat.tools'])).toMatchObject([
        [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } }],
        [{ type: 'function', function: { name: 'search', description: 'Finds.' } }],
      ]);
    },
  ],
  208: [
    'a sequence with a parallel step has exactly the spans of its parts',
    ({ given, traces: [trace] }) => {
      expect(given).toBe('Databricks');
      expect([...spansOf(trace)].toSorted()).toEqual([
        'PromptTemplate CHAIN',
        'RunnableLambda CHAIN',
        'RunnableLambda CHAIN',
        'RunnableMap CHAIN',
        'RunnableSequence CHAIN',
        'RunnableSequence CHAIN',
        'RunnableSequence CHAIN',
        'ScriptedModel CHAT_MODEL',
        'StrOutputParser PARSER',
        'extract_history CHAIN',
        'extract_question CHAIN',
      ]);
    },
  ],
  209: [
    'a retriever has its query and its documents',
    ({ traces: [trace] }) => {
      expect(rootOf(trace)).toMatchObject({
        spanType: SpanType.RETRIEVER,
        inputs: 'Bergen',
        outputs: [{ page_content: 'Bergen', metadata: { id: 2 } }],
      });
    },
  ],
  210: [
    'every way of calling, with any handlers, is one trace per input, and leaves the handlers as they were',
    ({ given, traces }) => {
      for (const [name, { seen, unchanged }] of Object.entries(
        given as Record<string, { seen: number; unchanged: boolean }>,
      )) {
        const inputs = name.startsWith('batch') ? 2 : 1;
        const handled = name.endsWith('handlers') || name.endsWith('manager');
        expect({ name, seen, unchanged }).toEqual({ name, seen: handled ? inputs : 0, unchanged: true });
      }
      expect(traces).toHaveLength(4 * (1 + 2 + 2 + 1));
      expect(new Set(traces.map((trace) => trace.data.spans.length))).toEqual(new Set([4]));
      expect(new Set(traces.map((trace) => trace.info.metadata['mlflow.sourceRun'])).size).toBe(16);
    },
  ],
  211: [
    'a stream has the request, the response and the spans that invoke has',
    ({ traces: [invoked, streamed] }) => {
      expect(streamed?.data.request).toEqual(invoked?.data.request);
      expect(streamed?.data.response).toEqual(invoked?.data.response);
      expect(spansOf(streamed)).toEqual(spansOf(invoked));
    },
  ],
  212: [
    'thirty calls at once are thirty traces of four spans, nothing mixed',
    ({ traces }) => {
      expect(traces.map((trace) => trace.data.spans.length)).toEqual(Array(30).fill(4));
      for (const trace of traces) {
        const { question } = trace.data.request as { question: string };
        expect(trace.data.response).toEqual({ output: question });
        expect(only(trace, 'ScriptedModel').attributes['invocation_params']).toEqual({
          temperature: (Number(question) % 4) / 4,
        });
      }
      expect(new Set(traces.map((trace) => JSON.stringify(trace.data.request))).size).toBe(30);
    },
  ],
  213: [
    'a batch in an active run belongs to that run',
    ({ given, traces }) =>
      expect(traces.map((trace) => trace.info.metadata['mlflow.sourceRun'])).toEqual([given, given, given]),
  ],
  214: [
    "tokens are the model's, for invoke and stream; the provider's span below adds none",
    ({ traces }) => {
      expect(traces.map(tokensOf)).toEqual([
        [9, 12, 21],
        [9, 12, 21],
        [23, 27, 50],
        [23, 27, 50],
      ]);
      expect(traces.map((trace) => trace.data.spans.length)).toEqual([4, 4, 4, 5]);
      const [last] = traces.slice(-1);
      expect(path(only(last, 'Completions'), last)).toEqual(['RunnableSequence', 'ChatOpenAI', 'Completions']);
    },
  ],
  215: [
    'any runnable is traced, and none where traces are not logged',
    ({ given, traces }) => {
      expect(given).toBe('HI');
      expect(traces.map((trace) => trace.data.response)).toEqual([{ output: 'HI' }]);
    },
  ],
  219: [
    'spans of the program nest around, inside and between runs',
    ({ given, traces: [trace] }) => {
      expect(given).toBe('Hello world');
      expect(path(only(trace, 'bar'), trace)).toEqual(['parent', 'RunnableSequence', 'foo', 'foo_inner', 'bar']);
      const model = path(only(trace, 'ScriptedModel'), trace);
      expect(model).toEqual([
        'parent',
        'RunnableSequence',
        'RunnableLambda',
        'between',
        'RunnableSequence',
        'ScriptedModel',
      ]);
    },
  ],
  220: [
    'the schema of an answer is recorded as JSON schema, any other form as it is',
    ({ traces: [structured, plain] }) => {
      expect(only(structured, 'ChatOpenAI').attributes['invocation_params']).toMatchObject({
        response_format: { json_schema: { schema: { type: 'object', properties: { minutes: { type: 'number' } } } } },
      });
      expect(rootOf(plain).attributes['invocation_params']).toMatchObject({ response_format: { type: 'json_object' } });
    },
  ],
  224: [
    "an agent's graph has its messages, its tool, its tokens, and its thread as session",
    ({ given, traces: [trace] }) => {
      expect(given).toBe(4);
      expect(rootOf(trace)).toMatchObject({
        name: 'LangGraph',
        inputs: { messages: [{ type: 'human', content: 'What is the weather in sf?' }] },
        outputs: { messages: [{}, {}, {}, { content: 'Sunny' }] },
      });
      const tool = only(trace, 'get_weather');
      expect(tool).toMatchObject({
        inputs: { city: 'sf' },
        outputs: { content: 'It is sunny in sf', status: 'success' },
      });
      expect(path(only(trace, 'get_weather_inner'), trace)).toEqual([
        'LangGraph',
        'tools',
        'get_weather',
        'get_weather_inner',
      ]);
      expect(tokensOf(trace as Trace)).toEqual([18, 24, 42]);
      expect(trace?.info.metadata['mlflow.trace.session']).toBe('thread-1');
    },
  ],
  225: [
    "a graph of the program's own nests below its span, and a node may update the trace",
    ({ traces: [trace] }) => {
      expect(trace?.searchSpans({ spanType: SpanType.CHAT_MODEL })).toHaveLength(3);
      for (const inner of trace?.searchSpans({ name: 'get_weather_inner' }) ?? [])
        expect(path(inner, trace)).toEqual(['parent', 'LangGraph', 'tools', 'get_weather', 'get_weather_inner']);
      expect(trace?.info.tags['node']).toBe('generate');
    },
  ],
  227: [
    'a stream that is left ends all of its spans',
    ({ traces: [trace] }) => {
      expect(trace?.data.spans).toHaveLength(4);
      expect(trace?.data.spans.filter(({ endTimeNs }) => endTimeNs === undefined)).toEqual([]);
    },
  ],
};

let server: ProviderServer;
beforeAll(async () => void (server = await startProviderServer()));
afterAll(() => server.close());

describe.each(['langchain0', 'langchain1'])("MLflow's cases for LangChain and LangGraph, on %s", (generation) => {
  describe.each(['esm', 'cjs'])('in a program of format %s', (format) => {
    describe.each(['async', 'sync'])('with %s logging', (logging) => {
      let results: Readonly<Record<string, Result>> = {};
      beforeAll(async () => void (results = await runCases([generation, format, server.url, logging])));

      it.each(Object.entries(CASES).map(([number, [promise, check]]) => [number, promise, check] as const))(
        'case %s: %s',
        (number, _, check) => {
          const result = results[number];
          expect(result).toBeDefined();
          if (result) check(result);
        },
      );
    });
  });
});

async function runCases(args: readonly [generation: string, format: string, url: string, logging: string]) {
  const [generation, format] = args;
  const modules = join(libraryVersion(generation, 'zod'), '..');
  const linked = ['@langchain', 'langchain', 'openai', 'zod'];
  const ours = ['core', 'langchain', 'openai', 'store'];
  const folder = await makeProgramFolder({
    files: {
      ...Object.fromEntries(readdirSync(programs).map((file) => [file, readFileSync(join(programs, file), 'utf8')])),
      // Only in a program that starts as an ES module are copies found that it imported before autolog.
      'main.mjs': `import './run-conformance.cjs';`,
    },
    links: {
      ...Object.fromEntries(linked.map((name) => [`node_modules/${name}`, join(modules, name)])),
      ...Object.fromEntries(ours.map((name) => [`node_modules/@spanwright/${name}`, join(packages, name)])),
    },
  });
  try {
    const file = join(folder.path, format === 'esm' ? 'main.mjs' : 'run-conformance.cjs');
    const run = await runInNode({ file, args, cwd: folder.path, timeoutMs: 240_000 });
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(/^spanwright: traces go to [^\n]*\n$/) });
    type Report = Record<string, { given: unknown; traces: Parameters<typeof Trace.fromJSON>[0][] }>;
    const report = JSON.parse(run.stdout) as Report;
    return Object.fromEntries(
      Object.entries(report).map(([number, { given, traces }]) => [
        number,
        { given, traces: traces.map(Trace.fromJSON).toSorted(byStart) },
      ]),
    );
  } finally {
    await folder.remove();
  }
}

/** Milliseconds, by which the store orders, are too long for traces that follow each other. */
function byStart(left: Trace, right: Trace): number {
  return Number(rootOf(left).startTimeNs - rootOf(right).startTimeNs);
}

function only(trace: Trace | undefined, name: string): Span {
  const found = trace?.searchSpans({ name }) ?? [];
  expect(found.map((span) => span.name)).toEqual([name]);
  return found[0] as Span;
}

function rootOf(trace: Trace | undefined): Span {
  return trace?.data.spans.find(({ parentId }) => parentId === undefined) as Span;
}

/** Names and types in order of their start. */
function spansOf(trace: Trace | undefined): readonly string[] {
  return (trace?.data.spans ?? []).map(({ name, spanType }) => `${name} ${spanType}`);
}

/** Names of a span and those around it, from the root. */
function path(span: Span, trace: Trace | undefined): readonly string[] {
  const parent = trace?.data.spans.find(({ spanId }) => spanId === span.parentId);
  return [...(parent ? path(parent, trace) : []), span.name];
}

function tokensOf(trace: Trace): Usage {
  const usage = JSON.parse(trace.info.metadata['mlflow.trace.tokenUsage'] ?? '{}') as Record<string, number>;
  return [usage['input_tokens'] ?? 0, usage['output_tokens'] ?? 0, usage['total_tokens'] ?? 0];
}
