import { describe, expect } from '@jest/globals';
import { getCurrentExperiment, MlflowClient, startSpan } from '../../src/index.ts';
import { conformsLogged } from './support/conforms.ts';

const client = new MlflowClient();

/** Makes traces whose starts are a second apart; their ids, oldest first. */
function traced(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => {
    const span = startSpan({ name: `t${i}`, startTimeNs: BigInt(i + 1) * 1_000_000_000n });
    span.end();
    return span.traceId;
  });
}

describe('deleteTraces', () => {
  conformsLogged(118, 'deletes the oldest until a moment, and tells how many', async (of) => {
    const ids = traced(5);
    const { experimentId } = await getCurrentExperiment();
    expect(await client.deleteTraces({ experimentId, maxTimestampMillis: 3000, maxTraces: 2 })).toBe(2);
    expect((await of.traces()).map(({ info }) => info.traceId)).toEqual(ids.slice(2));
    expect(await client.deleteTraces({ experimentId, maxTimestampMillis: 4000 })).toBe(2);
    expect((await of.traces()).map(({ info }) => info.traceId)).toEqual(ids.slice(4));
  });

  conformsLogged(118, 'deletes those with some ids; ids that there are not do no harm', async (of) => {
    const [first = '', second = '', third = ''] = traced(3);
    const { experimentId } = await getCurrentExperiment();
    expect(await client.deleteTraces({ experimentId, traceIds: [first, 'tr-none'] })).toBe(1);
    expect(await client.deleteTraces({ experimentId, requestIds: [second] })).toBe(1);
    expect(await client.deleteTraces({ experimentId: '0', traceIds: [third] })).toBe(0);
    expect((await of.traces()).map(({ info }) => info.traceId)).toEqual([third]);
    await expect(client.getTrace(first)).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });

  conformsLogged(118, 'refuses what selects nothing, or too much', async () => {
    const refused = async (options: object, message: string): Promise<void> => {
      await expect(client.deleteTraces({ experimentId: '0', ...options })).rejects.toMatchObject({
        code: 'INVALID_PARAMETER_VALUE',
        message,
      });
    };
    await refused({}, 'Either `maxTimestampMillis` or `traceIds` must be specified.');
    await refused({ traceIds: [] }, 'Either `maxTimestampMillis` or `traceIds` must be specified.');
    await refused(
      { traceIds: ['tr-1'], maxTimestampMillis: 1 },
      'Only one of `maxTimestampMillis` and `traceIds` can be specified.',
    );
    await refused({ traceIds: ['tr-1'], maxTraces: 1 }, "`maxTraces` can't be specified if `traceIds` is specified.");
    await refused({ maxTimestampMillis: 1, maxTraces: 0 }, '`maxTraces` must be a positive integer, received 0.');
    await refused({ maxTimestampMillis: 1, maxTraces: -1 }, '`maxTraces` must be a positive integer, received -1.');
    await refused({ experimentId: '', maxTimestampMillis: 1 }, '`experimentId` must be specified.');
    await refused({ traceIds: 'tr-1' }, '`traceIds` must be a list of ids.');
  });
});
