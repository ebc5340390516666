import { describe, expect, it } from '@jest/globals';
import { setLogger, setOtlpConventions } from '../src/index.ts';
import { otlpResource } from '../src/otlp/resource.ts';
import { conventionsFrom, otlpSettings } from '../src/otlp/settings.ts';
import { collect } from './collecting-exporter.ts';

const endpoint = 'http://c:4317';

function warnings(work: () => void): string[] {
  const said: string[] = [];
  setLogger({ warn: (message) => void said.push(message), info: () => {} });
  work();
  setLogger();
  return said;
}

describe('the environment names a collector', () => {
  it.each<[string, Record<string, string>, object | undefined]>([
    ['by no variable', {}, undefined],
    ['by an empty variable', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, undefined],
    ['for all signals', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, { protocol: 'grpc', endpoint, dual: false }],
    [
      'for traces, which wins',
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://other' },
      { protocol: 'grpc', endpoint, dual: false },
    ],
    [
      'with a protocol',
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
      { protocol: 'http/protobuf', endpoint, dual: false },
    ],
    [
      'with a protocol for traces, which wins',
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      },
      { protocol: 'http/json', endpoint, dual: false },
    ],
    [
      'that MLflow is told to ignore',
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, MLFLOW_ENABLE_OTLP_EXPORTER: 'false' },
      undefined,
    ],
    [
      'beside the tracking URI',
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, MLFLOW_TRACE_ENABLE_OTLP_DUAL_EXPORT: 'true' },
      { protocol: 'grpc', endpoint, dual: true },
    ],
  ])('%s', (_, env, settings) => {
    expect(otlpSettings(env)).toEqual(settings);
  });

  it('with a protocol that is not known: says which are, and keeps traces where they are', () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'soap' };
    expect(warnings(() => expect(otlpSettings(env)).toBeUndefined())).toEqual([
      'no traces are sent to http://c:4317: the OTLP protocol "soap" is not known; use one of grpc, http/protobuf, http/json',
    ]);
  });
});

describe('conventions', () => {
  it.each<[Record<string, string>, string[]]>([
    [{}, ['mlflow']],
    [{ MLFLOW_ENABLE_OTEL_GENAI_SEMCONV: 'true' }, ['gen_ai']],
    [{ SPANWRIGHT_OTLP_CONVENTIONS: 'mlflow, openinference' }, ['mlflow', 'openinference']],
  ])('are chosen by %j', (env, conventions) => {
    expect(conventionsFrom(env)).toEqual(conventions);
  });

  it('that are not known are left out, and named', () => {
    const said = warnings(() => {
      expect(conventionsFrom({ SPANWRIGHT_OTLP_CONVENTIONS: 'mlflow,otel' })).toEqual(['mlflow']);
    });
    expect(said).toEqual([expect.stringContaining('"otel" is left out; it is none of mlflow, gen_ai, openinference')]);
  });

  it('are refused by the option when they are not known', () => {
    for (const wrong of [[], ['otel'], undefined])
      expect(() => setOtlpConventions(wrong as never)).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }),
      );
  });
});

describe('the resource', () => {
  it('is that of the environment, its service name first, with what OpenTelemetry asks for', () => {
    const env = {
      OTEL_RESOURCE_ATTRIBUTES: 'team=blue, note=a%2Cb ,broken,service.name=x,bad=%',
      OTEL_SERVICE_NAME: 'shop',
    };
    expect(otlpResource(env, '1.2.3').attributes).toEqual({
      'service.name': 'shop',
      team: 'blue',
      note: 'a,b',
      bad: '%',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.name': 'spanwright',
      'telemetry.sdk.version': '1.2.3',
    });
    expect(otlpResource({}, '1').attributes).toMatchObject({ 'service.name': 'unknown_service:node' });
  });
});

it('an exporter that the program set wins over the environment', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
  const { withSpan } = await import('../src/index.ts');
  expect(await collect(() => withSpan('here', () => {}))).toHaveLength(1);
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
});
