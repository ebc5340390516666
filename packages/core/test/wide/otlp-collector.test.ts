import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeProgramFolder, type NodeRun, nodeBinaries, runInNode, storedTraces } from '@spanwright/fixtures';
import type { SpanData } from '../../src/model/index.ts';
import { type Collector, startCollector } from '../support/collector.ts';

const program = join(__dirname, '..', 'programs', 'otlp.mjs');
/** Where the exporter packages are installed. */
const packages = resolve(__dirname, '../../../../fixtures/versions/otlp');

let collector: Collector;
beforeEach(async () => void (collector = await startCollector()));
afterEach(() => collector.stop());

interface Run {
  readonly protocol: string;
  readonly way?: string;
  readonly node?: string;
  readonly env?: Record<string, string>;
}

function run({ protocol, way = 'exit', node, env = {} }: Run): Promise<NodeRun> {
  return runInNode({
    file: program,
    args: [way],
    cwd: packages,
    ...(node !== undefined && { node }),
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoints[protocol],
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_SERVICE_NAME: 'shop',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=a%20test,team=blue',
      ...env,
    },
  });
}

describe.each(['grpc', 'http/protobuf', 'http/json'])('a real OpenTelemetry Collector over %s', (protocol) => {
  it.each(nodeBinaries())('gets every span as it is, of a program that ends by process.exit(), on %s', async (node) => {
    expect(await run({ protocol, node })).toEqual({ code: 3, signal: undefined, stdout: '', stderr: '' });
    const groups = await collector.received(2);
    expect(groups[0]?.resource).toMatchObject({
      'service.name': 'shop',
      'deployment.environment': 'a test',
      team: 'blue',
      'telemetry.sdk.language': 'nodejs',
    });
    const spans = groups.flatMap((group) => group.spans);
    const [outer, inner] = ['outer', 'inner'].map((name) => spans.find((span) => span.name === name) as SpanData);
    expect(outer).toMatchObject({
      status: { code: 'OK' },
      attributes: {
        'mlflow.spanType': 'CHAIN',
        'mlflow.spanInputs': { a: [1, 2.5, null], b: { c: true } },
        'mlflow.spanOutputs': 'done',
        'mlflow.traceRequestId': outer?.traceId,
      },
    });
    expect(inner).toMatchObject({
      traceId: outer?.traceId,
      parentSpanId: outer?.spanId,
      startTimeNs: 1_790_000_000_123_456_789n,
      endTimeNs: 1_790_000_000_123_456_790n,
      status: { code: 'ERROR', message: 'TypeError: no' },
      events: [{ name: 'tick', attributes: { n: 1 } }, { name: 'exception' }],
    });
  });

  it.each(['natural end', 'flush'])('gets the spans of a program that ends by %s', async (way) => {
    expect(await run({ protocol, way })).toEqual({ code: 0, signal: undefined, stdout: '', stderr: '' });
    expect((await collector.received(2)).flatMap((group) => group.spans)).toHaveLength(2);
  });

  it('takes compressed requests', async () => {
    await run({ protocol, env: { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' } });
    expect((await collector.received(2)).flatMap((group) => group.spans)).toHaveLength(2);
  });

  it('gets several conventions side by side', async () => {
    await run({ protocol, env: { SPANWRIGHT_OTLP_CONVENTIONS: 'mlflow,openinference' } });
    const spans = (await collector.received(2)).flatMap((group) => group.spans);
    expect(spans.find(({ name }) => name === 'outer')?.attributes).toMatchObject({
      'mlflow.spanType': 'CHAIN',
      'openinference.span.kind': 'CHAIN',
      'input.value': '{"a":[1,2.5,null],"b":{"c":true}}',
    });
  });
});

describe('beside the tracking URI', () => {
  it.each([
    ['true', 1],
    ['false', 0],
  ])('case 133: with MLFLOW_TRACE_ENABLE_OTLP_DUAL_EXPORT=%s traces in the store: %i', async (dual, count) => {
    const folder = await makeProgramFolder({});
    const database = join(folder.path, 'a.db');
    const env = { MLFLOW_TRACE_ENABLE_OTLP_DUAL_EXPORT: dual, MLFLOW_TRACKING_URI: `sqlite:${database}` };
    expect(await run({ protocol: 'grpc', env })).toMatchObject({ code: 3, stdout: '' });
    expect((await collector.received(2)).flatMap((group) => group.spans)).toHaveLength(2);
    expect(existsSync(database) ? await storedTraces(database) : []).toHaveLength(count);
    await folder.remove();
  });
});

describe('a collector that is not there', () => {
  it.each(['grpc', 'http/protobuf', 'http/json'])(
    'costs the program one line and no exit code, over %s',
    async (protocol) => {
      const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_TIMEOUT: '500' };
      const { code, stderr } = await run({ protocol, env });
      expect(code).toBe(3);
      expect(stderr).toMatch(/^spanwright: .*OTLP collector at http:\/\/127\.0\.0\.1:1 .*\n$/);
    },
  );
});
