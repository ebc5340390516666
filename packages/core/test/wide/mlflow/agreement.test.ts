import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MlflowServer, type ProviderServer, startMlflowServer, startProviderServer } from '@spanwright/fixtures';
import { openTraceStore } from '@spanwright/store';
import {
  endRun,
  getTrace,
  MlflowClient,
  searchTraces,
  setTrackingUri,
  startRun,
  type TracingError,
} from '../../../src/index.ts';
import { readModel } from '../../../src/logged-model/read-model.ts';
import { saveModel } from '../../../src/logged-model/save-model.ts';
import type { JsonObject, SpanData, TraceData } from '../../../src/model/index.ts';
import { createDelivery } from '../../../src/rest/deliver.ts';
import { readRestSettings } from '../../../src/rest/read-settings.ts';
import { hasMlflow, makeWorkplace, runPython } from './support/mlflow-test.ts';
import { SAMPLE_TRACES } from './support/sample-traces.ts';
import { SEARCHES, type Search } from './support/searches.ts';
import type { PythonView } from './support/seen-by-python.ts';

const whole = hasMlflow() ? describe : describe.skip;

whole('a real MLflow server, asked from here and by its own client', () => {
  const workplace = makeWorkplace();
  let server: MlflowServer;
  let provider: ProviderServer;

  beforeAll(async () => {
    [server, provider] = await Promise.all([startMlflowServer(), startProviderServer()]);
    setTrackingUri(server.uri);
  }, 300_000);

  afterAll(async () => {
    await server?.stop();
    await provider?.close();
    workplace.remove();
  });

  it(`finds the same traces in the same order by each of ${SEARCHES.length} searches, or refuses the same`, async () => {
    await deliver(server, SAMPLE_TRACES);
    // Again: each is there once.
    await deliver(server, SAMPLE_TRACES.slice(0, 5));
    const file = join(workplace.path, 'searches.json');
    writeFileSync(file, JSON.stringify({ experiments: ['0'], searches: SEARCHES }));
    const theirs = await runPython<readonly (string | readonly string[])[]>(server, 'search_traces.py', [file]);
    const ours = await Promise.all(SEARCHES.map(search));
    SEARCHES.forEach(({ filter, orderBy }, index) =>
      expect({ filter, orderBy, found: ours[index] }).toEqual({ filter, orderBy, found: theirs[index] }),
    );
    expect(theirs.filter((found) => found.length > 0 && found.length < SAMPLE_TRACES.length).length).toBeGreaterThan(
      60,
    );
  }, 300_000);

  it('gives traces that Python has written field by field as Python reads them', async () => {
    const { traces } = await runPython<PythonView>(server, 'write_traces.py', [provider.url]);
    const written = traces.filter(({ experimentId }) => experimentId !== '0');
    expect(written.length).toBe(4);
    for (const theirs of written) {
      const ours = await getTrace(theirs.traceId);
      const { requestPreview = null, responsePreview = null, ...info } = ours?.info ?? {};
      expect({ ...info, requestPreview, responsePreview }).toMatchObject({
        requestTimeMs: theirs.requestTimeMs,
        executionDurationMs: theirs.executionDurationMs,
        state: theirs.state,
        requestPreview: theirs.requestPreview,
        responsePreview: theirs.responsePreview,
        metadata: theirs.metadata,
        tags: theirs.tags,
      });
      expect(ours?.info.assessments?.map(({ assessmentId }) => assessmentId) ?? []).toEqual(
        theirs.assessments.map(({ assessment_id: id }) => id),
      );
      const spans = new Map(ours?.data.spans.map((span) => [span.spanId, span]));
      expect(spans.size).toBe(theirs.spans.length);
      for (const span of theirs.spans) {
        const own = spans.get(span.spanId);
        const { 'mlflow.traceRequestId': _, ...attributes } = span.attributes;
        expect({
          parentSpanId: own?.parentId ?? null,
          name: own?.name,
          spanType: own?.spanType,
          startTimeNs: String(own?.startTimeNs),
          endTimeNs: String(own?.endTimeNs),
          status: own?.status.code,
          statusMessage: own?.status.message ?? '',
          inputs: own?.inputs ?? null,
          outputs: own?.outputs ?? null,
          attributes: own?.attributes,
          events: own?.events.map(({ name, timeNs, attributes: of }) => ({
            name,
            timeNs: String(timeNs),
            attributes: of,
          })),
        }).toEqual({
          parentSpanId: span.parentSpanId,
          name: span.name,
          spanType: span.spanType,
          startTimeNs: span.startTimeNs,
          endTimeNs: span.endTimeNs,
          status: span.status,
          statusMessage: span.statusMessage,
          inputs: span.inputs,
          outputs: span.outputs,
          attributes,
          events: span.events,
        });
      }
    }
  }, 300_000);

  it('gives runs and logged models their ids, under which they are found again', async () => {
    const run = startRun({ runName: 'a run' });
    void run.logParam('depth', 3);
    void run.setTag('order', 'first');
    void run.setTag('order', 'second');
    const files = { 'chain.json': '{"x":"ü"}' };
    const saved = saveModel({
      name: 'model',
      flavors: {},
      files,
      run,
      registeredModelName: 'guide',
      params: { q: '1' },
    });
    await endRun();
    expect((await new MlflowClient().getRun(run.runId)).data).toMatchObject({
      params: { depth: '3' },
      tags: { order: 'second' },
    });
    for (const uri of [`models:/${saved.modelId}`, 'models:/guide/1', `runs:/${run.runId}/model`])
      expect(readModel(uri).model?.modelId).toBe(saved.modelId);
    expect(readModel('models:/guide/latest').file('chain.json')).toBe(files['chain.json']);
    const { runs, models } = await runPython<PythonView>(server, 'read_traces.py');
    expect(runs.find(({ runId }) => runId === run.runId)).toMatchObject({
      status: 'FINISHED',
      models: [saved.modelId],
    });
    expect(models.find(({ modelId }) => modelId === saved.modelId)).toMatchObject({ runId: run.runId });
  }, 300_000);

  it('works out the same costs as the embedded store, of models that both know', async () => {
    const trace = ofManyModels();
    await deliver(server, [trace]);
    const store = openTraceStore({ path: join(workplace.path, 'here.db') });
    await store.append([trace]);
    const here = await store.getTrace(trace.info.traceId);
    await store.close();
    const there = await getTrace(trace.info.traceId);
    const costs = (here?.spans ?? []).flatMap(({ spanId, attributes }) => {
      const ours = attributes['mlflow.llm.cost'];
      const theirs = there?.data.spans.find((span) => span.spanId === spanId)?.attributes['mlflow.llm.cost'];
      return ours !== undefined && theirs !== undefined
        ? [{ model: attributes['mlflow.llm.model'], ours, theirs }]
        : [];
    });
    expect(costs.length).toBeGreaterThanOrEqual(6);
    for (const { model, ours, theirs } of costs)
      for (const [key, value] of Object.entries(theirs as JsonObject))
        expect({ model, [key]: (ours as JsonObject)[key] }).toEqual({
          model,
          [key]: expect.closeTo(value as number, 9),
        });
  });
});

async function deliver({ uri }: MlflowServer, traces: readonly TraceData[]): Promise<void> {
  const deliverer = createDelivery(readRestSettings(uri, {}));
  await deliverer.deliver({ traces, attachments: [] });
  deliverer.close();
}

/** Ids in their order, or the code of the error. */
async function search({ filter, orderBy }: Search): Promise<string | readonly string[]> {
  try {
    const found = await searchTraces({
      experimentIds: ['0'],
      maxResults: 1000,
      includeSpans: false,
      returnType: 'list',
      ...(filter !== undefined && { filterString: filter }),
      ...(orderBy && { orderBy }),
    });
    return found.map(({ info }) => info.traceId);
  } catch (error) {
    return (error as TracingError).code;
  }
}

const MODELS = [
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-4.1'],
  ['openai', 'gpt-4.1-mini'],
  ['openai', 'o3-mini'],
  ['openai', 'gpt-3.5-turbo'],
  ['openai', 'text-embedding-3-small'],
  ['anthropic', 'claude-3-5-sonnet-20241022'],
  ['anthropic', 'claude-3-haiku-20240307'],
  ['gemini', 'gemini-2.0-flash'],
  ['openai', 'no such model'],
] as const;

function ofManyModels(): TraceData {
  const traceId = `tr-${'c'.repeat(32)}`;
  const startTimeNs = 1_760_000_000_000_000_000n;
  const span = (at: number, attributes: JsonObject): SpanData => ({
    traceId,
    spanId: (at + 1).toString(16).padStart(16, 'c'),
    ...(at >= 0 && { parentSpanId: 'c'.repeat(15) + '0' }),
    name: 'call',
    startTimeNs,
    endTimeNs: startTimeNs + 1_000_000n,
    status: { code: 'OK' },
    attributes,
    events: [],
  });
  const usage = { input_tokens: 1234, output_tokens: 567, total_tokens: 1801 };
  const calls = MODELS.map(([provider, model], at) =>
    span(at, { 'mlflow.llm.model': model, 'mlflow.llm.provider': provider, 'mlflow.chat.tokenUsage': usage }),
  );
  const info = {
    traceId,
    experimentId: '0',
    requestTimeMs: 1_760_000_000_000,
    executionDurationMs: 1,
    state: 'OK',
  } as const;
  return { info: { ...info, metadata: {}, tags: {} }, spans: [span(-1, {}), ...calls] };
}
