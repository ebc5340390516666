import { afterEach, describe, expect } from '@jest/globals';
import { flush, type LiveSpan, startSpan, trace, tracing } from '../../src/index.ts';
import { conforms, conformsLogged } from './support/conforms.ts';
import { namesOf, rootOf, spanOf } from './support/spans.ts';

const NAMES = ['TIMEOUT_SECONDS', 'TIMEOUT_CHECK_INTERVAL_SECONDS', 'BUFFER_TTL_SECONDS', 'BUFFER_MAX_SIZE'] as const;
const setVariables = (values: { readonly [K in (typeof NAMES)[number]]?: string }): void => {
  for (const [name, value] of Object.entries(values)) process.env[`MLFLOW_TRACE_${name}`] = value;
  tracing.reset();
};
const ended = async (span: LiveSpan): Promise<void> => {
  while (span.isRecording()) await new Promise((resolve) => setTimeout(resolve, 5));
};

afterEach(() => {
  for (const name of NAMES) delete process.env[`MLFLOW_TRACE_${name}`];
  tracing.reset();
});

describe('a trace in progress', () => {
  conformsLogged(163, 'is stored as it stands after its time to live, which MLflow drops', async (of) => {
    setVariables({ BUFFER_TTL_SECONDS: '0.02', TIMEOUT_CHECK_INTERVAL_SECONDS: '0.01' });
    await ended(startSpan('unfinished'));
    expect(rootOf(await of.trace()).attributes).toMatchObject({ 'spanwright.endReason': 'limit' });
  });

  conformsLogged(163, 'makes room for a newer one where only one may be', async (of) => {
    setVariables({ BUFFER_MAX_SIZE: '1' });
    const [older, newer] = [startSpan('older'), startSpan('newer')];
    expect([older.isRecording(), newer.isRecording()]).toEqual([false, true]);
    newer.end();
    expect((await of.traces()).map((found) => rootOf(found).name).sort()).toEqual(['newer', 'older']);
  });

  conforms(164, 'fails when it takes too long: its root once, with the reason; children go on', async (of) => {
    setVariables({ TIMEOUT_SECONDS: '0.02', TIMEOUT_CHECK_INTERVAL_SECONDS: '0.01' });
    const root = startSpan('root');
    const child = startSpan({ name: 'child', parent: root });
    const quick = trace(function quick() {
      return of.give(() => 1);
    });
    await quick();
    await ended(root);
    root.end({ outputs: 'late' });
    await flush();
    const found = (await of.traces()).find(({ info }) => info.traceId === root.traceId);
    expect([found?.info.state, rootOf(found as never).outputs, child.isRecording()]).toEqual([
      'ERROR',
      undefined,
      true,
    ]);
    expect(rootOf(found as never).events.map(({ attributes }) => attributes['exception.message'])).toEqual([
      expect.stringContaining(`Trace ${root.traceId} is timed out`),
    ]);
    child.end();
    const whole = (await of.traces()).find(({ info }) => info.traceId === root.traceId);
    expect(namesOf(whole as never)).toEqual(['root', 'child']);
    expect([whole?.info.state, spanOf(whole as never, 'child').status.code]).toEqual(['ERROR', 'OK']);
  });

  conformsLogged(165, 'gets a timeout that is changed meanwhile; nothing is discarded', async (of) => {
    setVariables({ TIMEOUT_CHECK_INTERVAL_SECONDS: '0.01' });
    const root = startSpan('root');
    tracing.configure({ traceTimeoutSeconds: 0.02 });
    await ended(root);
    expect((await of.trace()).info.state).toBe('ERROR');
  });
});
