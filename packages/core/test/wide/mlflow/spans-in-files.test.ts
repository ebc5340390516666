import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MlflowServer, startMlflowServer } from '@spanwright/fixtures';
import { getTrace, readAttachment, searchTraces, setTrackingUri } from '../../../src/index.ts';
import { createDelivery } from '../../../src/rest/deliver.ts';
import { readRestSettings } from '../../../src/rest/read-settings.ts';
import { hasMlflow } from './support/mlflow-test.ts';
import { SAMPLE_TRACES } from './support/sample-traces.ts';

const FILE = '01234567-89ab-4cde-8f01-23456789abcd';

const whole = hasMlflow() ? describe : describe.skip;

whole('a real server of MLflow 3 whose database takes no spans', () => {
  let server: MlflowServer;
  const traces = SAMPLE_TRACES.slice(0, 3);
  const traceId = traces[0]?.info.traceId ?? '';

  beforeAll(async () => {
    const env = { MLFLOW_ALLOW_FILE_STORE: 'true' };
    server = await startMlflowServer({ args: ['--backend-store-uri', 'mlruns'], env });
    setTrackingUri(server.uri);
    const deliverer = createDelivery(readRestSettings(server.uri, {}));
    const attachment = { id: FILE, traceId, contentType: 'text/plain', size: 2, bytes: Uint8Array.of(104, 105) };
    await deliverer.deliver({ traces, attachments: [attachment] });
    // What follows by itself is added to the file.
    const [late] = traces.map(({ info, spans }) => ({ info, spans: spans.slice(1) }));
    if (late) await deliverer.deliver({ traces: [late], attachments: [] });
    deliverer.close();
  }, 300_000);

  afterAll(() => server?.stop());

  it('keeps them in files, from where they are read as they were', async () => {
    const read = await getTrace(traceId);
    expect(read?.info.tags['mlflow.trace.spansLocation']).not.toBe('TRACKING_STORE');
    expect(read?.info.tags).toMatchObject(traces[0]?.info.tags ?? {});
    expect(
      read?.data.spans.map(({ spanId, name, startTimeNs, attributes }) => ({ spanId, name, startTimeNs, attributes })),
    ).toEqual(
      traces[0]?.spans.map(({ spanId, name, startTimeNs, attributes }) => ({ spanId, name, startTimeNs, attributes })),
    );
  });

  it('is searched, with all spans', async () => {
    const found = await searchTraces({ experimentIds: ['0'], filterString: "tags.env = 'prod'", returnType: 'list' });
    expect(found.map(({ info, data }) => [info.traceId, data.spans.length])).toEqual([
      [traces[2]?.info.traceId, 2],
      [traceId, 2],
    ]);
  });

  it('keeps attachments beside them', async () => {
    const uri = `mlflow-attachment://${FILE}?content_type=text%2Fplain&trace_id=${traceId}&size=2`;
    expect(new TextDecoder().decode((await readAttachment(uri))?.bytes)).toBe('hi');
  });
});
