import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createExperiment,
  getRun,
  MlflowClient,
  searchExperiments,
  searchRuns,
  searchTraces,
  setExperiment,
  setTrackingUri,
  startRun,
  withSpan,
} from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-runs-'));

interface Made {
  readonly runName: string;
  readonly score?: number;
  readonly model: string;
}

const MADE: readonly Made[] = [
  { runName: 'first', score: 0.5, model: 'small' },
  { runName: 'second', score: 0.9, model: 'large' },
  { runName: 'third', model: 'Large-2' },
];

beforeAll(async () => {
  setTrackingUri(`sqlite:${join(folder, 'runs.db')}`);
  await setExperiment('runs');
  for (const { runName, score, model } of MADE) {
    await startRun({ runName }, async (run) => {
      await run.logParam('model', model);
      await run.setTag('a key', runName);
      if (score !== undefined) await run.logMetric('score', score);
    });
    // Two runs of one millisecond have no order.
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = async (search: Parameters<typeof searchRuns>[0]): Promise<readonly string[]> =>
  (await searchRuns(search)).map(({ info }) => info.runName);

describe('searching runs', () => {
  it.each([
    ['metrics.score > 0.6', ['second']],
    ['metric.score != 0.5', ['second']],
    ["params.model LIKE 'l%'", ['second']],
    ["params.model ILIKE 'l%'", ['third', 'second']],
    ["params.model ILIKE 'l%' AND metrics.score >= 0.9", ['second']],
    ["tags.`a key` = 'first'", ['first']],
    ["tags.none != 'first'", []],
    ['params.none IS NULL', ['third', 'second', 'first']],
    ["run_name != 'first'", ['third', 'second']],
    ["attributes.status = 'FINISHED' and start_time > 0", ['third', 'second', 'first']],
    ["run_id IN ('a', 'b')", []],
  ])('selects by %s', async (filterString, expected) => {
    expect(await names({ filterString })).toEqual(expected);
  });

  it('orders by any key, what has no value last', async () => {
    expect(await names({ orderBy: ['metrics.score DESC'] })).toEqual(['second', 'first', 'third']);
    expect(await names({ orderBy: ['metrics.score'] })).toEqual(['first', 'second', 'third']);
    expect(await names({ orderBy: ['attributes.run_name desc'], maxResults: 2 })).toEqual(['third', 'second']);
  });

  it.each([
    [
      "metrics.score > '0.6'",
      "Expected numeric value type for metric. Found '0.6' (at character 17, expected a number)",
    ],
    ['params.model > 3', /Invalid comparator '>' not one of/],
    ['nothing = 3', /Invalid attribute key 'nothing' specified.*at character 1, expected one of run_id/],
    ["spans.x = 'a'", /Invalid entity type 'spans'/],
    ['params.model = 3', /Expected a quoted string value for param/],
    ["params.model = 'a' OR run_id = 'b'", /Invalid clause\(s\) in filter string: 'OR'/],
  ])('says what is wrong with %s', async (filterString, message) => {
    await expect(searchRuns({ filterString })).rejects.toThrow(message);
  });

  it('gives deleted runs where they are asked for', async () => {
    const [run] = await searchRuns({ filterString: "run_name = 'first'" });
    await new MlflowClient().deleteRun(run?.info.runId ?? '');
    expect(await names({})).toEqual(['third', 'second']);
    expect(await names({ runViewType: 'DELETED_ONLY' })).toEqual(['first']);
    expect(await names({ runViewType: 'ALL', orderBy: ['run_name'] })).toEqual(['first', 'second', 'third']);
  });
});

describe('searching experiments', () => {
  it('selects by name and tags, and orders', async () => {
    await createExperiment('beta', { tags: { team: 'search' } });
    await createExperiment('alpha', { tags: { team: 'search' } });
    const found = await searchExperiments({ filterString: "tags.team = 'search'", orderBy: ['name ASC'] });
    expect(found.map(({ name }) => name)).toEqual(['alpha', 'beta']);
    const [beta] = await searchExperiments({ filterString: "name LIKE 'be%'", maxResults: 1 });
    expect(beta?.name).toBe('beta');
    await expect(searchExperiments({ filterString: 'metrics.x > 1' })).rejects.toThrow(/Invalid entity type 'metrics'/);
  });
});

describe('taking a run up again', () => {
  it('goes on under its name, with what it had, and takes the traces inside', async () => {
    const [second] = await searchRuns({ filterString: "run_name = 'second'" });
    const runId = second?.info.runId ?? '';
    await startRun({ runId }, async (run) => {
      expect(run.runId).toBe(runId);
      await run.logMetric('score', 0.95, { step: 1 });
      expect((await getRun(runId)).info.status).toBe('RUNNING');
      withSpan('inside', () => {});
    });
    const { info, data } = await getRun(runId);
    expect(info).toMatchObject({ runName: 'second', status: 'FINISHED', startTimeMs: second?.info.startTimeMs });
    expect(data).toMatchObject({ params: { model: 'large' }, metrics: { score: 0.95 }, tags: { 'a key': 'second' } });
    expect((await searchTraces({ runId })).traces).toHaveLength(1);
  });

  it('takes the run that the environment names, once', async () => {
    const { info } = await new MlflowClient().createRun('0', { runName: 'outside' });
    process.env['MLFLOW_RUN_ID'] = info.runId;
    await startRun({}, (run) => expect(run.runId).toBe(info.runId));
    startRun({}, (run) => expect(run.runId).not.toBe(info.runId));
    delete process.env['MLFLOW_RUN_ID'];
  });
});
