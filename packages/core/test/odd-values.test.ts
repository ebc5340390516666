import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as mlflow from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-odd-'));
const client = new mlflow.MlflowClient();

beforeAll(() => {
  mlflow.setLogger({ warn: () => {}, info: () => {} });
  mlflow.setTrackingUri(`sqlite:${join(folder, 'odd.db')}`);
});
afterAll(async () => {
  await mlflow.flush();
  mlflow.setLogger();
  rmSync(folder, { recursive: true });
});

const INVALID = { code: 'INVALID_PARAMETER_VALUE' };

describe('deleteTraces()', () => {
  it.each([
    ['a date as text', '2026-01-01'],
    ['a Date', new Date(0)],
    ['NaN', Number.NaN],
    ['null', null],
  ])('deletes nothing where the moment is %s', async (_what, moment) => {
    const traceId = mlflow.withSpan('kept', (span) => span.traceId);
    const deleted = client.deleteTraces({ experimentId: '0', maxTimestampMillis: moment as never });
    await expect(deleted).rejects.toMatchObject({
      ...INVALID,
      message: expect.stringContaining('`maxTimestampMillis` must be a number of milliseconds'),
    });
    expect((await client.getTrace(traceId)).info.traceId).toBe(traceId);
  });
});

describe('a run', () => {
  it.each([undefined, null, '5', true, {}])(
    'refuses %p as the value of a metric, in the words of MLflow',
    async (value) => {
      await mlflow.startRun({}, async (run) => {
        const message = expect.stringMatching(/^Got invalid value .* for metric 'm' .*as a valid double/);
        await expect(run.logMetric('m', value as never)).rejects.toMatchObject({ ...INVALID, message });
        await expect(client.logMetric(run.runId, 'm', value as never)).rejects.toMatchObject({ ...INVALID, message });
      });
    },
  );

  it('refuses a metric without a name, or of a step that is none', async () => {
    await mlflow.startRun({}, async (run) => {
      await expect(run.logMetric(undefined as never, 1)).rejects.toMatchObject(INVALID);
      await expect(run.logMetric('m', 1, { step: 1.5 })).rejects.toMatchObject(INVALID);
    });
  });

  it('keeps its name and tags where a tag is no text', async () => {
    const run = mlflow.startRun({ runName: 'odd', tags: { count: 5, none: null } as never }, (started) => started);
    await mlflow.flush();
    const { data } = await mlflow.getRun(run.runId);
    expect(data.tags).toEqual({ 'mlflow.runName': 'odd', count: '5', none: 'null' });
  });

  it('goes on where it is ended with a status that there is not', async () => {
    const run = mlflow.startRun();
    expect(() => mlflow.endRun('DONE' as never)).toThrow(/Could not get run status corresponding to string DONE/);
    expect(mlflow.activeRun()?.runId).toBe(run.runId);
    await mlflow.endRun('KILLED');
    expect((await mlflow.getRun(run.runId)).info.status).toBe('KILLED');
    await expect(client.setTerminated(run.runId, 'DONE' as never)).rejects.toMatchObject(INVALID);
  });
});

it.each(['experimentIds', 'orderBy', 'extractFields'])(
  'a search says that %s must be a list of texts',
  async (name) => {
    for (const item of [undefined, null, 5, {}, Symbol('s')])
      await expect(mlflow.searchTraces({ [name]: [item] })).rejects.toMatchObject({
        ...INVALID,
        message: expect.stringContaining(`${name} must be a list`),
      });
  },
);

describe('a tracking URI that cannot be used', () => {
  it.each(['sqlite::memory:', 'sqlite:///:memory:'])('is refused where it names no file: %s', (uri) => {
    expect(() => mlflow.setTrackingUri(uri)).toThrow(expect.objectContaining({ code: 'INVALID_TRACKING_URI' }));
  });

  it('is told without its password', () => {
    expect(() => mlflow.setTrackingUri('postgresql://ada:s3cret@db/traces')).toThrow(
      /^Cannot send traces to "postgresql:\/\/…@db\/traces": the scheme "postgresql" is not known/,
    );
  });
});
