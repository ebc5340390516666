import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeProgramFolder, nodeBinaries, type ProgramFolder, runInNode, storedTraces } from '@spanwright/fixtures';
import type { SpanData, TraceData } from '../../src/model/index.ts';

const root = resolve(__dirname, '../../../..');
const programs = join(__dirname, '..', 'programs', 'otel');

interface ProgramSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parent?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Outcome {
  /** What the program's own back end got. */
  readonly theirs: readonly ProgramSpan[];
  /** What the store got. */
  readonly ours: readonly TraceData[];
  readonly extra: Readonly<Record<string, unknown>>;
  /** On standard error. */
  readonly said: string;
}

const FILES = ['set-up.mjs', 'scenarios.mjs'];
const SHARED = { MLFLOW_USE_DEFAULT_TRACER_PROVIDER: 'false' };

let folder: ProgramFolder;
beforeEach(async () => {
  folder = await makeProgramFolder({
    links: {
      'node_modules/@opentelemetry': join(root, 'fixtures/versions/otlp/node_modules/@opentelemetry'),
      'node_modules/@spanwright/core': join(root, 'packages/core'),
    },
    files: Object.fromEntries(FILES.map((name) => [name, readFileSync(join(programs, name), 'utf8')])),
  });
});
afterEach(() => folder.remove());

async function run(scenario: string, env: Record<string, string> = {}, node?: string): Promise<Outcome> {
  const { code, stdout, stderr } = await runInNode({
    file: join(folder.path, 'scenarios.mjs'),
    args: [scenario],
    cwd: folder.path,
    env: { ...env, MLFLOW_TRACKING_URI: 'sqlite:traces.db' },
    ...(node !== undefined && { node }),
  });
  expect(code).toBe(0);
  const { spans, ...extra } = JSON.parse(stdout) as { readonly spans: readonly ProgramSpan[] };
  const database = join(folder.path, 'traces.db');
  const ours = existsSync(database) ? await storedTraces(database) : [];
  return { theirs: spans, ours, extra, said: stderr.replace(/^spanwright: traces go to .*\n/m, '') };
}

/** `name < parent` for each span. */
function tree(spans: readonly SpanData[]): readonly string[] {
  const nameOf = new Map(spans.map((span) => [span.spanId, span.name]));
  return spans
    .map(({ name, parentSpanId }) => `${name} < ${nameOf.get(parentSpanId ?? '') ?? parentSpanId ?? '-'}`)
    .sort();
}

const programTree = (spans: readonly ProgramSpan[]): readonly string[] =>
  spans.map(({ name, parent }) => `${name} < ${parent ?? '-'}`).sort();

describe.each(nodeBinaries())('a program with its own OpenTelemetry set-up, on %s', (node) => {
  it.each(['theirs around ours', 'ours around theirs', 'sampled out', 'sampled by ratio', 'a processor'])(
    'keeps its spans, parents and sampling by default: %s',
    async (scenario) => {
      const without = await run(scenario, { UNTRACED: '1' }, node);
      const withUs = await run(scenario, {}, node);
      expect(programTree(withUs.theirs)).toEqual(programTree(without.theirs));
      expect([withUs.extra, withUs.said]).toEqual([without.extra, '']);
    },
  );
});

describe('by default', () => {
  it('case 136: our spans are traces of their own', async () => {
    const { ours, theirs } = await run('theirs around ours');
    expect(ours.map((trace) => tree(trace.spans))).toEqual([['plan < -']]);
    expect(theirs.map(({ traceId }) => `tr-${traceId}`)).not.toContain(ours[0]?.info.traceId);
  });
});

describe('with the tracer provider shared', () => {
  it('case 135: a span of theirs, one of ours in it, and one of theirs in that are one trace in both', async () => {
    const { ours, theirs } = await run('theirs around ours', SHARED);
    expect(programTree(theirs)).toEqual(['GET / < -', 'SELECT < plan', 'plan < GET /']);
    expect(ours).toHaveLength(1);
    expect(tree(ours[0]?.spans ?? [])).toEqual(['GET / < -', 'SELECT < plan', 'plan < GET /']);
    expect(ours[0]?.info).toMatchObject({ state: 'OK', tags: { 'mlflow.traceName': 'GET /' } });
    expect(new Set(theirs.map(({ traceId }) => `tr-${traceId}`))).toEqual(new Set([ours[0]?.info.traceId]));
    expect(theirs.find(({ name }) => name === 'plan')?.attributes).toMatchObject({ 'mlflow.spanInputs': '{"goal":1}' });
  });

  it('case 135: a span of ours, one of theirs in it, and one of ours in that are one trace in both', async () => {
    const { ours, theirs, extra } = await run('ours around theirs', SHARED);
    const expected = ['POST /v1 < plan', 'inner < plan', 'parse < POST /v1', 'plan < -'];
    expect(programTree(theirs)).toEqual(expected);
    expect(ours.map((trace) => tree(trace.spans))).toEqual([expected]);
    expect(extra).toEqual({ before: 'none', after: 'none' });
  });

  it("the HTTP span of a library's call is a child of the call", async () => {
    const { ours, theirs } = await run('a library call', SHARED);
    expect(programTree(theirs)).toEqual(['POST /v1 < ask', 'ask < -']);
    expect(ours.map((trace) => tree(trace.spans))).toEqual([['POST /v1 < ask', 'ask < -']]);
  });

  it('its sampler decides for both', async () => {
    expect(await run('sampled out', SHARED)).toMatchObject({ theirs: [], ours: [] });
    const { theirs, ours } = await run('sampled by ratio', SHARED);
    expect([theirs.length, ours.length]).toEqual([2, 1]);
  });

  it('case 135: our processor is not added a second time', async () => {
    const { theirs, ours } = await run('a processor', SHARED);
    expect(programTree(theirs)).toEqual(['POST < chat', 'chat < -']);
    expect(ours.map((trace) => tree(trace.spans))).toEqual([['POST < chat', 'chat < -']]);
  });

  it('a program without a provider is traced as ever, and told', async () => {
    const { ours, said } = await run('no provider', SHARED);
    expect(ours.map((trace) => tree(trace.spans))).toEqual([['inner < plan', 'plan < -']]);
    expect(said).toMatch(
      /^spanwright: cannot join the traces of the program's tracer provider: .*createSpanProcessor.*\n$/,
    );
  });
});

describe('with our active span mirrored', () => {
  it('case 136: theirs nest under ours in their back end, and the context is as before afterwards', async () => {
    const { ours, theirs, extra } = await run('ours around theirs', { MLFLOW_TRACE_PROPAGATE_TO_OTEL_CONTEXT: 'true' });
    const plan = ours[0]?.spans.find(({ name }) => name === 'plan');
    expect(programTree(theirs)).toEqual([`POST /v1 < ${plan?.spanId}`]);
    expect(extra).toEqual({ before: 'none', after: 'none' });
  });
});

describe('a processor that the program adds', () => {
  it("brings other libraries' spans in, with what their conventions tell", async () => {
    const { ours } = await run('a processor');
    const [trace] = ours;
    expect(tree(trace?.spans ?? [])).toEqual(['POST < chat', 'chat < -']);
    expect(trace?.info).toMatchObject({ state: 'OK', tags: { 'mlflow.traceName': 'chat' } });
    expect(trace?.info.metadata['mlflow.trace.tokenUsage']).toContain('"total_tokens":7');
    const [chat, post] = ['chat', 'POST'].map((name) => trace?.spans.find((span) => span.name === name));
    expect(chat?.attributes).toMatchObject({
      'mlflow.spanType': 'CHAT_MODEL',
      'mlflow.spanInputs': { messages: [{ role: 'user' }] },
      'mlflow.llm.model': 'gpt-5',
      'gen_ai.request.model': 'gpt-5',
    });
    expect(post).toMatchObject({ status: { code: 'ERROR', message: 'refused' }, events: [{ name: 'exception' }] });
  });
});
