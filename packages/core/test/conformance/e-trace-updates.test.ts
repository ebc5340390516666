import { describe, expect, it } from '@jest/globals';
import {
  getLastActiveTraceId,
  getTrace,
  startSpan,
  trace,
  type TraceState,
  tracing,
  updateCurrentTrace,
  withSpan,
} from '../../src/index.ts';
import { conforms, conformsLogged } from './support/conforms.ts';
import { namesOf, rootOf } from './support/spans.ts';

const idAtFirst = getLastActiveTraceId();

/** Calls that two promises carry on at the same time, each inside its own context. */
async function atOnce(...works: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.all(works.map((work) => work()));
}

const tick = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

describe('what is said of the current trace', () => {
  conforms(91, 'tags from several depths are merged, the last word wins, and they are stored', async (of) => {
    const inner = trace(() =>
      of.give(() => updateCurrentTrace({ tags: { fruit: 'apple', depth: 'inner', twice: 'first' } })),
    );
    const outer = trace(() => {
      updateCurrentTrace({ tags: { depth: 'outer', vegetable: 'carrot' } });
      return of.then(inner(), () => updateCurrentTrace({ tags: { twice: 'second' } }));
    });
    await outer();
    const expected = { fruit: 'apple', depth: 'inner', twice: 'second', vegetable: 'carrot' };
    expect((await of.trace()).info.tags).toMatchObject(expected);
  });

  conforms(92, "the client's request id is set, overwritten, kept as text, and left by null", async (of) => {
    const ids = ['first', 123, true, [1, 2], { key: 'value' }];
    const ask = trace((id: unknown) =>
      of.give(() => {
        updateCurrentTrace({ clientRequestId: 'overwritten' });
        updateCurrentTrace({ clientRequestId: id });
        updateCurrentTrace({ clientRequestId: null });
        updateCurrentTrace({ clientRequestId: undefined });
      }),
    );
    for (const id of ids) await ask(id);
    const stored = (await of.traces()).map(({ info }) => info.clientRequestId);
    expect(new Set(stored)).toEqual(new Set(['first', '123', 'true', '[1,2]', '{"key":"value"}']));
  });

  conforms(93, 'metadata that is no text is stored as text', async (of) => {
    await trace(() =>
      of.give(() => updateCurrentTrace({ metadata: { count: 123, on: false, list: ['a'], text: 'as it is' } })),
    )();
    const expected = { count: '123', on: 'false', list: '["a"]', text: 'as it is' };
    expect((await of.trace()).info.metadata).toMatchObject(expected);
  });

  conforms(94, "model, session and user stand under MLflow's keys", async (of) => {
    await trace(() =>
      of.give(() => updateCurrentTrace({ modelId: 'm-1', sessionId: 's-1', user: 'ada', metadata: { own: 'x' } })),
    )();
    expect((await of.trace()).info.metadata).toMatchObject({
      'mlflow.modelId': 'm-1',
      'mlflow.trace.session': 's-1',
      'mlflow.trace.user': 'ada',
      own: 'x',
    });
  });

  conforms(95, 'the state is OK, ERROR or unchanged; every other one is refused in words', async (of) => {
    const wrong = ['IN_PROGRESS', 'STATE_UNSPECIFIED', 'custom', 42] as unknown as readonly TraceState[];
    await trace(() =>
      of.give(() => {
        for (const state of wrong)
          expect(() => updateCurrentTrace({ state: state as 'OK' })).toThrow(
            `State must be either 'OK' or 'ERROR', but got '${state}'.`,
          );
        updateCurrentTrace({ state: 'ERROR' });
        updateCurrentTrace({ state: null as never });
      }),
    )();
    expect((await of.trace()).info.state).toBe('ERROR');
  });

  conforms(96, 'a state that was set survives the end of the root, whose own status stays', async (of) => {
    const failing = trace(function failing() {
      return of.give(() => {
        updateCurrentTrace({ state: 'OK' });
        throw new Error('no');
      });
    });
    const fine = trace(function fine() {
      return of.give(() => updateCurrentTrace({ state: 'ERROR' }));
    });
    await expect((async () => failing())()).rejects.toThrow('no');
    await fine();
    const found = (await of.traces()).map((traced) => [
      rootOf(traced).name,
      rootOf(traced).status.code,
      traced.info.state,
    ]);
    expect(new Map(found.map(([name, ...rest]) => [name, rest]))).toEqual(
      new Map([
        ['failing', ['ERROR', 'OK']],
        ['fine', ['OK', 'ERROR']],
      ]),
    );
  });

  conformsLogged(97, 'without a trace there is one warning and nothing else', async (of) => {
    for (let n = 0; n < 3; n += 1) updateCurrentTrace({ tags: { a: 'b' } });
    expect(of.warnings).toEqual([expect.stringContaining('no trace is active')]);
    expect(await of.traces()).toEqual([]);
  });

  conforms(98, 'nothing is thrown while tracing is off', async (of) => {
    tracing.disable();
    const ask = trace(() =>
      of.give(() => {
        updateCurrentTrace({ tags: { a: 'b' }, state: 'ERROR', sessionId: 's' });
        return 'answer';
      }),
    );
    expect(await ask()).toBe('answer');
    expect(withSpan('off', () => updateCurrentTrace({ tags: { a: 'b' } }))).toBeUndefined();
    expect(await of.traces()).toEqual([]);
  });
});

describe('tracing.context', () => {
  conforms(99, 'adds metadata and tags inside only; contexts nest, the inner value wins', async (of) => {
    const step = trace(function step(name: string) {
      return of.give(() => name);
    });
    const outer = { metadata: { m: 'outer', kept: 'yes' }, tags: { t: 'outer' }, sessionId: 's-outer', user: 'ada' };
    await tracing.context(outer, async () => {
      await step('in outer');
      await tracing.context({ metadata: { m: 'inner' }, tags: { t: 'inner' }, sessionId: 's-inner' }, () =>
        step('in inner'),
      );
      await step('in outer again');
    });
    await step('outside');
    const labels = (await of.traces()).map(({ info, data }) => [
      data.response,
      info.metadata['m'],
      info.metadata['kept'],
      info.tags['t'],
      info.metadata['mlflow.trace.session'],
      info.metadata['mlflow.trace.user'],
    ]);
    const inOuter = ['outer', 'yes', 'outer', 's-outer', 'ada'];
    expect(new Map(labels.map(([name, ...rest]) => [name, rest]))).toEqual(
      new Map<unknown, unknown>([
        ['in outer', inOuter],
        ['in inner', ['inner', 'yes', 'inner', 's-inner', 'ada']],
        ['in outer again', inOuter],
        ['outside', [undefined, undefined, undefined, undefined, undefined]],
      ]),
    );
  });

  conforms(100, '`enabled: false` records nothing inside, in whatever way, and everything afterwards', async (of) => {
    const step = trace(function step(name: string) {
      return of.give(() => {
        startSpan(`span of ${name}`).end();
        return name;
      });
    });
    await tracing.context({ enabled: false }, async () => {
      expect(await step('off')).toBe('off');
      startSpan('off, too').end();
      await tracing.context({ tags: { a: 'b' } }, () => step('still off'));
    });
    await step('on');
    expect(namesOf(await of.trace())).toEqual(['step', 'span of on']);
  });

  conformsLogged(100, '`enabled: false` holds for its own flow of promises alone', async (of) => {
    await atOnce(
      () =>
        tracing.context({ enabled: false }, async () => {
          await tick();
          startSpan('off').end();
          await tick();
        }),
      async () => {
        await tick();
        startSpan('on').end();
      },
    );
    expect(namesOf(await of.trace())).toEqual(['on']);
  });
});

describe('the last active trace', () => {
  it('case 102: has no id while none has ended', () => {
    expect(idAtFirst).toBeUndefined();
  });

  conforms(102, 'is the one whose root ended last', async (of) => {
    const step = trace(function step(n: number) {
      return of.give(() => n);
    });
    for (const n of [1, 2, 3]) await step(n);
    const last = await getTrace(getLastActiveTraceId() as string);
    expect(last?.data.response).toBe(3);
    const open = startSpan('still open');
    expect(getLastActiveTraceId()).toBe(last?.info.traceId);
    open.end();
    expect(getLastActiveTraceId()).toBe(open.traceId);
  });
});

describe('a trace that was read', () => {
  conformsLogged(103, 'is a copy: changing it changes nothing that is stored', async (of) => {
    startSpan({ name: 'x', inputs: { a: [1] } }).end();
    const first = await of.trace();
    const tamper = (value: unknown): void => void Object.assign(value as object, { tampered: true });
    for (const value of [first.info.tags, first.info.metadata, first.data.request, first.data.spans[0]?.attributes])
      tamper(value);
    expect(JSON.stringify(await of.trace())).not.toContain('tampered');
  });
});
