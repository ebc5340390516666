import { describe, expect, jest } from '@jest/globals';
import * as otel from '@opentelemetry/api';
import {
  getLastActiveTraceId,
  getTrace,
  setExperiment,
  startRun,
  startSpan,
  trace,
  tracing,
  withSpan,
} from '../../src/index.ts';
import { newSpanId, newTraceId } from '../../src/ids.ts';
import { otlpResource } from '../../src/otlp/resource.ts';
import { otlpSettings } from '../../src/otlp/settings.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { namesOf } from './support/spans.ts';

const tick = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

describe('switching tracing off and on', () => {
  conforms(123, 'records nothing, and everything again, however often', async (of) => {
    expect(tracing.isEnabled()).toBe(true);
    const ask = trace((n: number) => of.give(() => n), { name: 'ask' });
    for (const enabled of [false, false, true, true, false, true]) {
      if (enabled) tracing.enable();
      else tracing.disable();
      expect(tracing.isEnabled()).toBe(enabled);
      expect(await ask(Number(enabled))).toBe(Number(enabled));
    }
    expect((await of.traces()).map(({ data }) => data.response)).toEqual([1, 1, 1]);
  });

  conformsOnce(124, "leaves the program's own OpenTelemetry provider alone", () => {
    const provider: otel.TracerProvider = { getTracer: () => otel.trace.getTracer('none') };
    otel.trace.setGlobalTracerProvider(provider);
    try {
      const inForce = (): unknown =>
        (otel.trace.getTracerProvider() as unknown as { getDelegate(): unknown }).getDelegate();
      tracing.disable();
      expect(inForce()).toBe(provider);
      tracing.enable();
      startSpan('x').end();
      expect(inForce()).toBe(provider);
    } finally {
      otel.trace.disable();
    }
  });

  conforms(
    125,
    'for one function alone brings the state back, also when it throws, nested, or beside others',
    async (of) => {
      const off = <T>(work: () => T): T => tracing.context({ enabled: false }, work);
      const ask = trace((n: number) => of.give(() => n), { name: 'ask' });
      const failing = trace(() =>
        of.give((): number => {
          throw new Error('no');
        }),
      );
      expect(await off(() => off(() => ask(1)))).toBe(1);
      await expect((async () => off(() => failing()))()).rejects.toThrow('no');
      expect(tracing.isEnabled()).toBe(true);
      await Promise.all([
        off(async () => {
          await tick();
          return ask(2);
        }),
        (async () => {
          await tick();
          return ask(3);
        })(),
      ]);
      tracing.disable();
      expect(off(() => tracing.isEnabled())).toBe(false);
      expect(tracing.isEnabled()).toBe(false);
      tracing.enable();
      expect((await of.trace()).data.response).toBe(3);
    },
  );

  conformsLogged(126, 'many times loses no span that has ended, and leaves no timers behind', async (of) => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    for (let n = 0; n < 50; n += 1) {
      startSpan({ name: 'kept', inputs: n }).end();
      tracing.disable();
      startSpan({ name: 'left out' }).end();
      tracing.enable();
    }
    expect(await of.traces()).toHaveLength(50);
    expect(timers()).toBeLessThanOrEqual(before + 1);
  });
});

let missing = 987_000;

describe('what is around tracing', () => {
  conformsOnce(131, 'gives resources the names of the OpenTelemetry environment', () => {
    const env = { OTEL_SERVICE_NAME: 'shop', OTEL_RESOURCE_ATTRIBUTES: 'team=blue,service.name=other,note=a%20b' };
    expect(otlpResource(env, '1.2.3').attributes).toMatchObject({
      'service.name': 'shop',
      team: 'blue',
      note: 'a b',
      'telemetry.sdk.language': 'nodejs',
      'telemetry.sdk.version': '1.2.3',
    });
  });

  conformsOnce(132, 'makes ids that a seeded `Math.random` does not repeat', () => {
    const { random } = Math;
    Math.random = () => 0.5;
    try {
      const ids = Array.from({ length: 500 }, () => [newTraceId(), newSpanId()]).flat();
      expect(new Set(ids).size).toBe(1000);
    } finally {
      Math.random = random;
    }
  });

  conformsOnce(133, 'sends traces to a collector only, to both, or not at all', () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://collector:4317';
    expect(otlpSettings({})).toBeUndefined();
    expect(otlpSettings({ OTEL_EXPORTER_OTLP_ENDPOINT })).toMatchObject({ protocol: 'grpc', dual: false });
    const dual = { OTEL_EXPORTER_OTLP_ENDPOINT, MLFLOW_TRACE_ENABLE_OTLP_DUAL_EXPORT: 'true' };
    expect(otlpSettings(dual)).toMatchObject({ dual: true });
    expect(otlpSettings({ ...dual, MLFLOW_ENABLE_OTLP_EXPORTER: 'false' })).toBeUndefined();
  });

  conforms(134, 'records for an experiment that there is not without the program noticing', async (of) => {
    const experimentId = String((missing += 1));
    void setExperiment({ experimentId });
    expect(await withSpan('work', () => of.give(() => 'result'))).toBe('result');
    void setExperiment(`found again ${crypto.randomUUID()}`);
    await withSpan('work again', () => of.give(() => 'result'));
    expect(namesOf(await of.trace())).toEqual(['work again']);
    expect(of.warnings.join('\n')).toContain(`No Experiment with id=${experimentId} exists`);
  });
});

describe('the experiment of a trace', () => {
  conforms(129, 'is the one that its root names, else that of the run around it, else the one in force', async (of) => {
    const make = async (name: string) => (await setExperiment(`${name} ${crypto.randomUUID()}`)).experimentId;
    const [own, ofRun, global] = [await make('own'), await make('run'), await make('global')];
    const step = trace((n: number) => of.give(() => n), { name: 'step' });
    const experimentOf = async () => (await getTrace(getLastActiveTraceId() ?? ''))?.info.experimentId;
    await step(1);
    expect(await experimentOf()).toBe(global);
    await startRun({ experimentId: ofRun }, async () => {
      await step(2);
      expect(await experimentOf()).toBe(ofRun);
      await withSpan({ name: 'root', experimentId: own }, () => step(3));
      expect(await experimentOf()).toBe(own);
    });
    await Promise.all(
      [own, ofRun].map(async (experimentId) => {
        const traceId = await withSpan({ name: 'beside', experimentId }, async (span) => {
          await step(4);
          return span.traceId;
        });
        expect((await getTrace(traceId))?.info.experimentId).toBe(experimentId);
      }),
    );
    await step(5);
    expect(await experimentOf()).toBe(global);
  });

  conformsOnce(130, 'is refused where it is neither a name nor an id', () => {
    for (const wrong of ['', 7, null, {}, { experimentId: 7 }, ['0']])
      expect(() => setExperiment(wrong as never)).toThrow('setExperiment needs a name, or { experimentId }');
  });
});

describe('several copies of the library in one program', () => {
  conformsLogged(127, 'are one: a span of the one is the parent of a span of the other', async (of) => {
    let other: Pick<typeof import('../../src/index.ts'), 'startSpan' | 'tracing'> | undefined;
    jest.isolateModules(() => {
      other = jest.requireActual('../../src/index.ts');
    });
    expect(other?.startSpan).not.toBe(startSpan);
    withSpan('root', () => other?.startSpan('of the other copy').end());
    other?.tracing.disable();
    startSpan('off').end();
    tracing.enable();
    expect(namesOf(await of.trace())).toEqual(['root', 'of the other copy']);
  });
});
