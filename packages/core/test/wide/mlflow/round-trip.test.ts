import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MlflowServer, type NodeRun, startMlflowServer } from '@spanwright/fixtures';
import { openTraceStore } from '@spanwright/store';
import {
  assessmentToJson,
  type JsonObject,
  type TraceData,
  traceFromJson,
  type TraceJson,
} from '../../../src/model/index.ts';
import { hasMlflow, makeWorkplace, runPython, runTraced } from './support/mlflow-test.ts';
import { expectedInfo, expectedSpan, type PythonTrace, type PythonView } from './support/seen-by-python.ts';

const examples = join(__dirname, '../../../../../examples');

/** What the introduction shows, and one program of each integration. */
const introduction = readdirSync(join(examples, 'introduction/src'))
  .filter((file) => readFileSync(join(examples, 'introduction/src', file), 'utf8').startsWith('// '))
  // It sends to a collector instead.
  .filter((file) => file !== 'opentelemetry-collector.ts')
  .map((file) => join(examples, 'introduction/dist', `${basename(file, '.ts')}.js`));
const integrations = [
  'quickstart/quickstart.mjs',
  'langchain/two-questions.mjs',
  'llamaindex/travel-guide.mjs',
  'agents/handoff-openai-agents.mjs',
  'agents/handoff-langgraph-swarm.mjs',
].map((file) => join(examples, file));
const links = ['langchain/link-library.mjs', 'llamaindex/link-library.mjs', 'agents/link-libraries.mjs'];

const whole = hasMlflow() ? describe : describe.skip;

whole('traces of real programs at a real MLflow server', () => {
  const workplace = makeWorkplace();
  const recordedFile = join(workplace.path, 'recorded.jsonl');
  const runs = new Map<string, NodeRun>();
  let server: MlflowServer;
  let recorded: readonly TraceData[] = [];
  let seen: PythonView = { traces: [], runs: [], models: [] };

  beforeAll(async () => {
    server = await startMlflowServer();
    for (const file of links) await runTraced(server, join(examples, file), workplace.path, recordedFile);
    const waiting = [...introduction, ...integrations];
    const worker = async (): Promise<void> => {
      for (let file = waiting.pop(); file !== undefined; file = waiting.pop())
        runs.set(file, await runTraced(server, file, workplace.path, recordedFile));
    };
    await Promise.all([worker(), worker()]);
    recorded = wholeTraces(readFileSync(recordedFile, 'utf8'));
    seen = await runPython<PythonView>(server, 'read_traces.py');
  }, 300_000);

  afterAll(async () => {
    await server?.stop();
    workplace.remove();
  });

  const pairs = (): readonly (readonly [TraceData, PythonTrace])[] =>
    recorded.flatMap((trace) => {
      const found = seen.traces.find(({ traceId }) => traceId === trace.info.traceId);
      return found ? [[trace, found] as const] : [];
    });

  it('come of programs that end well and say nothing', () => {
    const said = [...runs].map(([file, { code, stderr }]) => ({ file: basename(file), code, stderr }));
    expect(said.filter(({ code, stderr }) => code !== 0 || /failed|spanwright:/.test(stderr))).toEqual([]);
  });

  it('are all there, each once, but for those that their program has deleted', () => {
    const ids = seen.traces.map(({ traceId }) => traceId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(recorded.length).toBeGreaterThanOrEqual(50);
    expect(recorded.length - pairs().length).toBeLessThanOrEqual(5);
    expect(ids.filter((id) => !recorded.some(({ info }) => info.traceId === id))).toEqual([]);
  });

  it('have the same spans for the Python client: tree, types, inputs, outputs, events, status, times', () => {
    for (const [trace, found] of pairs()) {
      const spans = new Map(found.spans.map((span) => [span.spanId, span]));
      expect(spans.size).toBe(trace.spans.length);
      for (const span of trace.spans) expect(spans.get(span.spanId)).toMatchObject(expectedSpan(span));
    }
  });

  it('have the same information for the Python client: previews, session, user, links, tags, tokens', () => {
    for (const [trace, found] of pairs()) {
      expect(found).toMatchObject(expectedInfo(trace));
      for (const assessment of trace.info.assessments ?? []) {
        const { create_time: _, last_update_time: __, overrides: ___, ...made } = assessmentToJson(assessment);
        expect(found.assessments).toContainEqual(expect.objectContaining(made));
      }
    }
  });

  it('are linked to runs and models that the Python client sees', () => {
    const linked = pairs().map(([{ info }]) => info.metadata);
    const runIds = linked.flatMap((metadata) => metadata['mlflow.sourceRun'] ?? []);
    const modelIds = linked.flatMap((metadata) => metadata['mlflow.modelId'] ?? []);
    expect(seen.runs.map(({ runId }) => runId)).toEqual(expect.arrayContaining(runIds));
    expect(seen.models.map(({ modelId }) => modelId)).toEqual(expect.arrayContaining(modelIds));
    expect(new Set(modelIds).size).toBe(1);
    const [model] = seen.models;
    expect(model).toMatchObject({ name: 'model', status: expect.stringContaining('READY') });
    expect(model?.files).toEqual(['MLmodel', 'input_example.json', 'langchain.json', 'package.json']);
    const run = seen.runs.find(({ runId }) => runId === model?.runId);
    expect(run).toMatchObject({ status: 'FINISHED', models: [model?.modelId] });
  });

  it('cost the same at the server as in the embedded store, where both know the model', async () => {
    const store = openTraceStore({ path: join(workplace.path, 'here.db') });
    await store.append(recorded);
    const here = new Map(
      (await store.getTraces(recorded.map(({ info }) => info.traceId))).map((one) => [one.info.traceId, one]),
    );
    await store.close();
    const both = pairs().flatMap(([{ info }, { cost }]) => {
      const ours = here.get(info.traceId)?.info.metadata['mlflow.trace.cost'];
      return ours !== undefined && cost ? [{ ours: JSON.parse(ours) as JsonObject, theirs: cost }] : [];
    });
    expect(both.length).toBeGreaterThan(0);
    for (const { ours, theirs } of both)
      for (const [key, value] of Object.entries(theirs)) expect(ours[key]).toBeCloseTo(value as number, 9);
  });
});

/** Traces as they were exported, in one part or several. */
function wholeTraces(lines: string): readonly TraceData[] {
  const traces = new Map<string, TraceData>();
  for (const line of lines.split('\n').filter(Boolean)) {
    const trace = traceFromJson(JSON.parse(line) as TraceJson);
    const before = traces.get(trace.info.traceId);
    traces.set(trace.info.traceId, before ? { ...trace, spans: [...before.spans, ...trace.spans] } : trace);
  }
  return [...traces.values()];
}
