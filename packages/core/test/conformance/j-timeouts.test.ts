import { afterEach, describe, expect } from '@jest/globals';
import { startSpan, tracing, withSpan } from '../../src/index.ts';
import { conformsLogged, conformsOnce } from './support/conforms.ts';
import { exceptionsOf, namesOf, rootOf, spanOf } from './support/spans.ts';

afterEach(() => {
  for (const name of Object.keys(process.env))
    if (/^MLFLOW_TRACE_(?:TIMEOUT|BUFFER)/.test(name)) delete process.env[name];
  tracing.reset();
});

function setEnvironment(env: Readonly<Record<string, string>>): void {
  Object.assign(process.env, { MLFLOW_TRACE_TIMEOUT_CHECK_INTERVAL_SECONDS: '0.01', ...env });
  tracing.reset();
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a trace that stays in progress', () => {
  conformsLogged(163, 'is ended as it stands once it is too old, or too many came after it', async (of) => {
    setEnvironment({ MLFLOW_TRACE_BUFFER_TTL_SECONDS: '0.02' });
    const old = startSpan('old');
    await until(() => !old.isRecording());
    setEnvironment({ MLFLOW_TRACE_BUFFER_TTL_SECONDS: '60', MLFLOW_TRACE_BUFFER_MAX_SIZE: '1' });
    const [first, second] = [startSpan('first'), startSpan('second')];
    expect([first.isRecording(), second.isRecording()]).toEqual([false, true]);
    second.end();
    const found = await of.traces();
    expect(found.flatMap(namesOf)).toEqual(['old', 'first', 'second']);
    expect(found.map((traced) => rootOf(traced).getAttribute('spanwright.endReason'))).toEqual([
      'limit',
      'limit',
      undefined,
    ]);
  });

  conformsLogged(164, 'fails with a timeout: its root alone ends, once, and the trace is stored', async (of) => {
    setEnvironment({ MLFLOW_TRACE_TIMEOUT_SECONDS: '0.02' });
    const root = startSpan({ name: 'root', inputs: 'question' });
    const stuck = startSpan({ name: 'stuck', parent: root });
    startSpan({ name: 'done', parent: root }).end();
    await until(() => !root.isRecording());
    expect(stuck.isRecording()).toBe(true);
    root.end({ outputs: 'too late' });
    const traced = await of.trace();
    expect([traced.info.state, traced.data.request, traced.data.response]).toEqual(['ERROR', 'question', undefined]);
    const { status, events } = spanOf(traced, 'root');
    expect([status.code, exceptionsOf(spanOf(traced, 'root'))]).toEqual(['ERROR', ['TimeoutError']]);
    expect(events[0]?.attributes['exception.message']).toContain('is timed out');
    expect(spanOf(traced, 'done').status.code).toBe('OK');
    stuck.end();
    expect(namesOf(await of.trace())).toEqual(['root', 'stuck', 'done']);
  });

  conformsOnce(
    165,
    'has the time that is set last, those that have begun too; none is lost by a change',
    async (of) => {
      setEnvironment({});
      tracing.configure({ traceTimeoutSeconds: 60 });
      const begun = startSpan('begun');
      tracing.configure({ traceTimeoutSeconds: 0.02 });
      const next = startSpan('next');
      await until(() => !begun.isRecording() && !next.isRecording());
      tracing.configure({ traceTimeoutSeconds: 0 });
      await withSpan('free', () => new Promise((resolve) => setTimeout(resolve, 40)));
      const found = await of.traces();
      expect(found.map((traced) => [rootOf(traced).name, traced.info.state])).toEqual([
        ['begun', 'ERROR'],
        ['next', 'ERROR'],
        ['free', 'OK'],
      ]);
    },
  );
});
