import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { collectUnhandledRejections } from '@spanwright/fixtures';
import {
  activeRun,
  endRun,
  getCurrentExperiment,
  getTrace,
  logFeedback,
  logMetric,
  logParam,
  MlflowClient,
  searchTraces,
  setExperiment,
  setTag,
  setTraceTag,
  setTrackingUri,
  startRun,
  type Trace,
  withSpan,
} from '../src/index.ts';
import { currentStore } from '../src/export/current-target.ts';
import { parseExtractField } from '../src/search/extract-field.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-search-'));
let databases = 0;

beforeEach(async () => {
  setTrackingUri(`sqlite:${folder}/${++databases}.db`);
  await setExperiment({ experimentId: '0' });
});

function traced(name: string, inputs: unknown, outputs: unknown): string {
  return withSpan(name, (span) => {
    span.setInputs(inputs);
    span.setOutputs(outputs);
    return span.traceId;
  });
}

const ids = (traces: readonly Trace[]) => traces.map(({ info }) => info.traceId);

describe('searchTraces', () => {
  it('gives a table of what this program has just traced, newest first', async () => {
    const first = traced('ask', { question: 'q1' }, 'a1');
    const second = traced('ask', { question: 'q2' }, { text: 'a2' });
    const table = await searchTraces();
    expect([...ids(table.traces)].sort()).toEqual([first, second].sort());
    expect(table.rows.find((row) => row.trace_id === second)).toMatchObject({
      state: 'OK',
      client_request_id: null,
      request: { question: 'q2' },
      response: { text: 'a2' },
      assessments: [],
    });
    expect(table.length).toBe(2);
    expect([...table]).toEqual(table.rows);
  });

  it('has all twelve columns and those of extractFields, also when nothing is found', async () => {
    const table = await searchTraces({ extractFields: ['ask.inputs.question', 'ask.outputs'] });
    expect(table.columns).toEqual([
      'trace_id',
      'trace',
      'client_request_id',
      'state',
      'request_time',
      'execution_duration',
      'request',
      'response',
      'trace_metadata',
      'tags',
      'spans',
      'assessments',
      'ask.inputs.question',
      'ask.outputs',
    ]);
    expect(table.rows).toEqual([]);
  });

  it('takes fields out of spans: of several of a name the last, null where there is none', async () => {
    withSpan('root', (root) => {
      root.setInputs({ 'a.b': 1, c: { d: 2 } });
      traced('step', { n: 1 }, 'one');
      traced('step', { n: 2 }, 'two');
    });
    const { rows } = await searchTraces({
      extractFields: [
        'root.inputs.`a.b`',
        'root.inputs.c',
        'step.inputs.n',
        'step.outputs',
        'step.outputs.x',
        'no.inputs',
      ],
    });
    expect(rows[0]).toMatchObject({
      'root.inputs.a.b': 1,
      'root.inputs.c': { d: 2 },
      'step.inputs.n': 2,
      'step.outputs': 'two',
      'step.outputs.x': null,
      'no.inputs': null,
    });
  });

  it.each([
    ['`ask.inputs', 'Expected closing backtick: '],
    ['ask', 'Expected dot after span name: '],
    ['`ask`inputs', 'Expected dot after span name: '],
    ['ask.middle', "Invalid field type: 'middle'. Expected 'inputs' or 'outputs'."],
    ['ask.inputs.`x', 'Expected closing backtick: '],
    ['ask.inputs.`x`y', 'Unexpected characters after closing backtick: '],
  ])('refuses the field %s in the words of MLflow', (field, message) => {
    expect(() => parseExtractField(field)).toThrow(message);
  });

  it('gives an array of traces where that is asked for, and pages that join', async () => {
    const made = [1, 2, 3, 4, 5].map((n) => traced('ask', { n }, n));
    const first = await searchTraces({ returnType: 'list', maxResults: 2 });
    expect(Array.isArray(first)).toBe(true);
    expect(first).toHaveLength(2);
    const { nextPageToken = '' } = first;
    const rest = await searchTraces({ returnType: 'list', pageToken: nextPageToken });
    expect(rest).not.toHaveProperty('nextPageToken');
    expect([...ids(first), ...ids(rest)].sort()).toEqual([...made].sort());
  });

  it('leaves the spans out where that is asked for', async () => {
    traced('ask', { n: 1 }, 1);
    const [trace] = await searchTraces({ returnType: 'list', includeSpans: false });
    expect(trace?.data.spans).toEqual([]);
    expect(trace?.info.requestPreview).toBe('{"n":1}');
  });

  it('filters and orders', async () => {
    const slow = traced('slow', {}, 1);
    expect(() =>
      withSpan('bad', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    const found = await searchTraces({ returnType: 'list', filterString: "span.name = 'slow'" });
    expect(ids(found)).toEqual([slow]);
    const errors = await searchTraces({ returnType: 'list', filterString: "status = 'ERROR'" });
    expect(errors.map(({ info }) => info.tags['mlflow.traceName'])).toEqual(['bad']);
    const ordered = await searchTraces({ returnType: 'list', orderBy: ['name DESC'] });
    expect(ordered.map(({ info }) => info.tags['mlflow.traceName'])).toEqual(['slow', 'bad']);
  });

  it('refuses what it cannot do, and says what it can', async () => {
    const refused = (options: object, message: string) =>
      expect(searchTraces(options)).rejects.toMatchObject({
        code: 'INVALID_PARAMETER_VALUE',
        message: expect.stringContaining(message),
      });
    await refused({ filterString: 'status = OK' }, '(at character 10, expected a text in');
    await refused({ orderBy: ['nonsense'] }, "Invalid attribute key 'nonsense'");
    await refused({ returnType: 'pandas' }, "Return type must be either 'table' or 'list'.");
    await refused({ returnType: 'list', extractFields: ['a.inputs'] }, 'only supported when return type');
    await refused({ experimentIds: '0' }, 'experimentIds must be a list');
    await refused({ maxResults: 0 }, "parameter 'maxResults'");
    await expect(searchTraces({ runId: 'missing' })).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });

  it.each([
    [{ orderBy: 'timestamp_ms DESC' }, /orderBy must be a list/],
    [{ extractFields: 'ask.inputs' }, /extractFields must be a list/],
    [{ filterString: ["status = 'OK'"] }, /filterString must be a text/],
  ])('refuses %j, saying what is asked for', async (options, message) => {
    await expect(searchTraces(options as never)).rejects.toThrow(message);
  });

  it('shows itself as a table under console.log', async () => {
    traced('ask', { question: 'long '.repeat(20) }, 'answer');
    const text = inspect(await searchTraces({ extractFields: ['ask.outputs'] }));
    const [title, header, row] = text.split('\n');
    expect(title).toBe('TraceTable: 1 traces');
    expect(header).toMatch(/^trace_id +state +request_time +execution_duration +request +response +ask\.outputs$/);
    expect(row).toMatch(/^tr-[\da-f]{32} +OK +\d{4}-.* ms +\{"question":"long .*… +answer +answer$/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(200);
  });

  it('names the package that an Arrow table needs, where it is not installed', async () => {
    const table = await searchTraces();
    expect(() => table.toArrow()).toThrow('npm install apache-arrow');
  });
});

describe('reading', () => {
  it("waits for the program's own writes, awaited or not", async () => {
    const client = new MlflowClient();
    const traceId = traced('ask', {}, 1);
    for (const n of [1, 2, 3]) {
      void setTraceTag(traceId, 'n', n);
      expect((await searchTraces({ filterString: `tags.n = '${n}'` })).length).toBe(1);
      void setTraceTag(traceId, 'n', -n);
      expect((await getTrace(traceId))?.info.tags['n']).toBe(`${-n}`);
    }
    void logFeedback({ traceId, value: 'good' });
    expect((await searchTraces({ filterString: "feedback.feedback = 'good'" })).length).toBe(1);
    void setExperiment('another');
    const inside = traced('inside', {}, 1);
    const { experimentId } = await getCurrentExperiment();
    expect(await client.deleteTraces({ experimentId, traceIds: [inside] })).toBe(1);
  });
});

describe('setExperiment', () => {
  it('is in force for every trace that starts after the call, awaited or not', async () => {
    const before = traced('before', {}, 0);
    const set = setExperiment('answers');
    const after = traced('after', {}, 1);
    const { experimentId, name } = await set;
    expect(name).toBe('answers');
    expect((await getTrace(after))?.info.experimentId).toBe(experimentId);
    expect((await getTrace(before))?.info.experimentId).toBe('0');
    expect(ids((await searchTraces()).traces)).toEqual([after]);
    expect(await getCurrentExperiment()).toMatchObject({ experimentId });
    expect(await setExperiment('answers')).toMatchObject({ experimentId });
  });

  it('rejects for an id that there is not', async () => {
    await expect(setExperiment({ experimentId: '77' })).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    expect(() => setExperiment('')).toThrow('setExperiment needs a name');
  });
});

describe('a run', () => {
  it('owns the traces made inside, and is found by them', async () => {
    const outside = traced('outside', {}, 0);
    const { runId, inside } = await startRun({ runName: 'mine' }, async (run) => {
      await Promise.resolve();
      expect(activeRun()).toBe(run);
      return { runId: run.runId, inside: traced('inside', {}, 1) };
    });
    expect(activeRun()).toBeUndefined();
    expect((await getTrace(inside))?.info.metadata['mlflow.sourceRun']).toBe(runId);
    expect((await getTrace(outside))?.info.metadata).not.toHaveProperty('mlflow.sourceRun');
    expect(ids((await searchTraces({ runId })).traces)).toEqual([inside]);
    expect(ids((await searchTraces({ runId, filterString: "status = 'ERROR'" })).traces)).toEqual([]);
    expect((await currentStore().backend.getRun(runId))?.info).toMatchObject({ runName: 'mine', status: 'FINISHED' });
  });

  it('keeps parameters, metrics and tags', async () => {
    const run = startRun({ tags: { team: 'a' }, description: 'why' });
    void logParam('lr', 0.1);
    void logMetric('loss', 2, { step: 1 });
    void logMetric('loss', 1, { step: 2 });
    void setTag('done', true);
    expect(run.runName).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    await endRun();
    expect(await currentStore().backend.getRun(run.runId)).toMatchObject({
      info: { status: 'FINISHED', experimentId: '0', endTimeMs: expect.any(Number) },
      data: {
        params: { lr: '0.1' },
        metrics: { loss: 1 },
        tags: { team: 'a', done: 'true', 'mlflow.runName': run.runName, 'mlflow.note.content': 'why' },
      },
    });
  });

  it('fails with its callback, whose error goes on unchanged', async () => {
    const error = new Error('lost');
    let runId = '';
    const work = startRun((run) => {
      ({ runId } = run);
      return Promise.reject(error);
    });
    await expect(work).rejects.toBe(error);
    expect(() =>
      startRun(() => {
        throw error;
      }),
    ).toThrow(error);
    expect((await currentStore().backend.getRun(runId))?.info.status).toBe('FAILED');
  });

  it('is nested only where that is said', async () => {
    const outer = startRun();
    expect(() => startRun()).toThrow(`Run with UUID ${outer.runId} is already active.`);
    const inner = startRun({ nested: true });
    expect(activeRun()).toBe(inner);
    await endRun('KILLED');
    expect(activeRun()).toBe(outer);
    await endRun();
    await endRun();
    const stored = await currentStore().backend.getRun(inner.runId);
    expect(stored).toMatchObject({ info: { status: 'KILLED' }, data: { tags: { 'mlflow.parentRunId': outer.runId } } });
  });

  it('belongs to the experiment in force, also while that is being made', async () => {
    void setExperiment('fresh');
    const { runId } = startRun();
    const trace = traced('inside', {}, 0);
    await endRun();
    const { experimentId } = await getCurrentExperiment();
    expect((await currentStore().backend.getRun(runId))?.info.experimentId).toBe(experimentId);
    expect((await getTrace(trace))?.info.experimentId).toBe(experimentId);
  });

  it('of another experiment is refused by a search', async () => {
    const { runId } = startRun({ experimentId: '0' });
    await endRun();
    await setExperiment('elsewhere');
    await expect(searchTraces({ runId })).rejects.toMatchObject({
      message: expect.stringContaining(`Run ${runId} belongs to experiment 0, which is not in the list`),
    });
    const filterString = "metadata.mlflow.sourceRun = 'x'";
    await expect(searchTraces({ runId, filterString })).rejects.toMatchObject({
      message: expect.stringContaining('You cannot filter by run_id when it is already part of the filter string.'),
    });
  });
});

it('never raises an unhandled rejection for what nobody awaits', async () => {
  setTrackingUri(`sqlite:${folder}/missing/folder/x.db`);
  const { unhandled } = await collectUnhandledRejections(async () => {
    void setExperiment('x');
    void logFeedback({ traceId: 'tr-x', value: 1 });
    startRun();
    void logParam('a', 1);
    void endRun();
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  expect(unhandled).toEqual([]);
});
