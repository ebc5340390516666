import { afterEach, describe, expect, it } from '@jest/globals';
import { tracing } from '../src/api/tracing.ts';
import { updateCurrentTrace } from '../src/api/update-current-trace.ts';
import { startSpan, withSpan } from '../src/api/with-span.ts';
import { setLogger } from '../src/logger.ts';
import type { TraceInfo } from '../src/model/index.ts';
import { collect } from './collecting-exporter.ts';

afterEach(() => {
  setLogger();
  tracing.enable();
});

function warnings(): string[] {
  const lines: string[] = [];
  setLogger({ warn: (line) => lines.push(line), info: () => {} });
  return lines;
}

async function infoOf(work: () => unknown): Promise<TraceInfo> {
  const traces = await collect(work);
  expect(traces).toHaveLength(1);
  return traces[0]!.info;
}

describe('updateCurrentTrace', () => {
  it('adds tags and metadata from any depth, the last word wins', async () => {
    const info = await infoOf(() =>
      withSpan('root', () => {
        updateCurrentTrace({ tags: { a: 'root', b: 'root' } });
        withSpan('child', () => updateCurrentTrace({ tags: { a: 'child' }, metadata: { count: 123 } }));
      }),
    );
    expect(info.tags).toMatchObject({ a: 'child', b: 'root', 'mlflow.traceName': 'root' });
    expect(info.metadata).toMatchObject({ count: '123' });
  });

  it("takes session, user and model under MLflow's keys", async () => {
    const info = await infoOf(() =>
      withSpan('root', () => updateCurrentTrace({ sessionId: 's1', user: 'ada', modelId: 'm-1' })),
    );
    expect(info.metadata).toMatchObject({
      'mlflow.trace.session': 's1',
      'mlflow.trace.user': 'ada',
      'mlflow.modelId': 'm-1',
    });
  });

  it.each([
    ['req-1', 'req-1'],
    [7, '7'],
    [true, 'true'],
    [[1, 2], '[1,2]'],
    [undefined, undefined],
  ])("keeps the client's request id as text: %j", async (given, kept) => {
    const info = await infoOf(() => withSpan('root', () => updateCurrentTrace({ clientRequestId: given })));
    expect(info.clientRequestId).toBe(kept);
  });

  it("replaces previews and state, and leaves the spans' status alone", async () => {
    const traces = await collect(() =>
      withSpan({ name: 'root', inputs: 'in' }, () =>
        updateCurrentTrace({ requestPreview: 'asked', responsePreview: 'said', state: 'ERROR' }),
      ),
    );
    expect(traces[0]!.info).toMatchObject({ requestPreview: 'asked', responsePreview: 'said', state: 'ERROR' });
    expect(traces[0]!.data.spans[0]!.status.code).toBe('OK');
  });

  it.each(['IN_PROGRESS', 'FINE', 1])('refuses the state %j, and says which there are', async (state) => {
    await collect(() =>
      withSpan('root', () =>
        expect(() => updateCurrentTrace({ state: state as 'OK' })).toThrow("State must be either 'OK' or 'ERROR'"),
      ),
    );
  });

  it('refuses a preview that is no string', async () => {
    await collect(() =>
      withSpan('root', () =>
        expect(() => updateCurrentTrace({ requestPreview: 1 as never })).toThrow('must be a string'),
      ),
    );
  });

  it('outside of a trace only warns', () => {
    const lines = warnings();
    updateCurrentTrace({ tags: { a: 'b' } });
    expect(lines).toEqual([expect.stringContaining('no trace is active')]);
  });

  it('leaves tags of the server as they are, with a warning', async () => {
    const lines = warnings();
    const info = await infoOf(() => withSpan('root', () => updateCurrentTrace({ tags: { 'mlflow.user': 'eve' } })));
    expect(info.tags).not.toHaveProperty(['mlflow.user']);
    expect(lines).toHaveLength(1);
  });
});

describe('tracing.context', () => {
  it('labels traces that start inside, the inner context wins, and ends with its scope', async () => {
    const traces = await collect(async () => {
      await tracing.context({ tags: { a: '1', b: '1' }, sessionId: 's' }, async () => {
        await Promise.resolve();
        tracing.context({ tags: { b: '2' }, user: 'ada' }, () => startSpan('inner').end());
        startSpan('outer').end();
      });
      startSpan('after').end();
    });
    const labels = traces.map(({ info }) => [
      info.tags['a'],
      info.tags['b'],
      info.metadata['mlflow.trace.session'],
      info.metadata['mlflow.trace.user'],
    ]);
    expect(labels).toEqual([
      ['1', '2', 's', 'ada'],
      ['1', '1', 's', undefined],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  it('traces nothing with `enabled: false`, and everything again afterwards', async () => {
    const traces = await collect(() => {
      tracing.context({ enabled: false }, () => {
        withSpan('off', () => startSpan('off, too').end());
        tracing.context({ tags: {} }, () => startSpan('still off').end());
        expect(tracing.isEnabled()).toBe(false);
      });
      startSpan('on').end();
    });
    expect(traces.map((trace) => trace.data.spans[0]!.name)).toEqual(['on']);
  });
});

describe('tracing.disable', () => {
  it('stops new traces, not the program, and `enable` starts them again', async () => {
    const traces = await collect(() => {
      tracing.disable();
      tracing.disable();
      expect(withSpan('off', (span) => span.setInputs(1) && 'result')).toBe('result');
      tracing.enable();
      startSpan('on').end();
    });
    expect(traces.map((trace) => trace.data.spans[0]!.name)).toEqual(['on']);
  });

  it('leaves a child out while its parent goes on', async () => {
    const traces = await collect(() =>
      withSpan('root', () => {
        tracing.disable();
        startSpan('left out').end();
        tracing.enable();
        startSpan('recorded').end();
      }),
    );
    expect(traces.map((trace) => trace.data.spans.map(({ name }) => name))).toEqual([['root', 'recorded']]);
  });
});
