import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MlflowServer, startMlflowServer } from '@spanwright/fixtures';
import { getTrace, MlflowClient, searchTraces, setTrackingUri } from '../../../src/index.ts';
import { createDelivery } from '../../../src/rest/deliver.ts';
import { readRestSettings } from '../../../src/rest/read-settings.ts';
import { hasMlflow } from './support/mlflow-test.ts';
import { SAMPLE_TRACES } from './support/sample-traces.ts';

const whole = hasMlflow('oldest') ? describe : describe.skip;

whole('a real server of MLflow 2', () => {
  let server: MlflowServer;
  const [first, second, third] = SAMPLE_TRACES;

  beforeAll(async () => {
    server = await startMlflowServer({ version: 'oldest' });
    setTrackingUri(server.uri);
    const deliverer = createDelivery(readRestSettings(server.uri, {}));
    await deliverer.deliver({ traces: SAMPLE_TRACES.slice(0, 4), attachments: [] });
    // Again: each is there once, though the server gives traces ids of its own.
    await deliverer.deliver({ traces: SAMPLE_TRACES.slice(0, 2), attachments: [] });
    deliverer.close();
  }, 300_000);

  afterAll(() => server?.stop());

  it('keeps traces with their spans, found by the ids that they have here', async () => {
    const read = await getTrace(first?.info.traceId ?? '');
    expect(read?.info).toMatchObject({
      requestTimeMs: first?.info.requestTimeMs,
      executionDurationMs: first?.info.executionDurationMs,
      state: 'OK',
      tags: { env: 'prod', 'mlflow.traceName': 'name 1' },
    });
    const seen = read?.data.spans.map(
      ({ spanId, parentId, name, spanType, inputs, outputs, startTimeNs, endTimeNs }) => ({
        ...{ spanId, parentId, name, spanType, inputs, outputs, startTimeNs, endTimeNs },
      }),
    );
    expect(seen).toEqual(
      first?.spans.map(({ spanId, parentSpanId, name, attributes, startTimeNs, endTimeNs }) => ({
        ...{ spanId, parentId: parentSpanId, name, startTimeNs, endTimeNs },
        spanType: attributes['mlflow.spanType'],
        inputs: attributes['mlflow.spanInputs'],
        outputs: attributes['mlflow.spanOutputs'],
      })),
    );
  });

  it('is searched, by the filters that it knows', async () => {
    const found = await searchTraces({ experimentIds: ['0'], filterString: "status = 'OK'", returnType: 'list' });
    expect(found).toHaveLength(4);
    expect(found[0]?.data.spans).toHaveLength(2);
  });

  it('takes tags, and deletes traces', async () => {
    const traceId = second?.info.traceId ?? '';
    await new MlflowClient().setTraceTag(traceId, 'seen', 'yes');
    expect((await getTrace(traceId))?.info.tags['seen']).toBe('yes');
    expect(await new MlflowClient().deleteTraces({ experimentId: '0', traceIds: [traceId] })).toBe(1);
    expect(await getTrace(traceId, { silent: true })).toBeUndefined();
    expect(await getTrace(third?.info.traceId ?? '')).toBeDefined();
  });
});
