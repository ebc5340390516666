import { describe, expect } from '@jest/globals';
import { getCurrentActiveSpan, type LiveSpan, startSpan, trace, withSpan } from '../../src/index.ts';
import { type Case, conforms, conformsOnce } from './support/conforms.ts';
import { exceptionsOf, namesOf, rootOf, spanOf } from './support/spans.ts';

/** A result, or a rejected promise of it, whatever way the function gives it. */
const settled = async (work: () => unknown): Promise<unknown> => await work();

/** Adds, multiplies and subtracts, each in a function of its own. */
function calculator(of: Case) {
  const add = trace((x: number, y: number) => of.give(() => x + y), { name: 'add' });
  const square = trace((t: number) => of.give(() => t ** 2), { name: 'square' });
  return trace(
    function predict(x: number, y: number) {
      return of.then(add(x, y), (sum) => of.then(square(sum), (squared) => squared + x * 7 + 1));
    },
    { attributes: {} },
  );
}

describe('a traced function', () => {
  conforms([1, 2, 11], 'and the two that it calls are one trace of three spans, with inputs and output', async (of) => {
    expect(await calculator(of)(2, 5)).toBe(64);
    const traced = await of.trace();
    const root = rootOf(traced);
    expect(namesOf(traced)).toEqual(['predict', 'add', 'square']);
    for (const name of ['add', 'square']) expect(spanOf(traced, name).parentId).toBe(root.spanId);
    expect([root.inputs, root.outputs]).toEqual([{ x: 2, y: 5 }, 64]);
    expect([traced.data.request, traced.data.response]).toEqual([root.inputs, root.outputs]);
    expect(JSON.parse(traced.info.metadata['mlflow.traceInputs'] ?? '')).toEqual({ x: 2, y: 5 });
    expect(traced.info.metadata['mlflow.traceOutputs']).toBe('64');
  });

  conforms([3, 11], 'has exactly the attributes of MLflow', async (of) => {
    await trace(function work(x: number) {
      return of.give(() => x);
    })(1);
    const { attributes } = rootOf(await of.trace()).toJSON();
    expect(Object.keys(attributes).sort()).toEqual([
      'mlflow.spanFunctionName',
      'mlflow.spanInputs',
      'mlflow.spanOutputs',
      'mlflow.spanType',
      'mlflow.traceRequestId',
    ]);
    expect(attributes).toMatchObject({ 'mlflow.spanType': 'UNKNOWN', 'mlflow.spanFunctionName': 'work' });
  });

  conforms(
    [4, 11],
    'has the name, type and attributes that are given, and the name of the function beside',
    async (of) => {
      const options = { name: 'custom', spanType: 'CUSTOM', attributes: { a: 1, b: ['c'] } };
      await trace(function work() {
        return of.give(() => 1);
      }, options)();
      const root = rootOf(await of.trace());
      expect([root.name, root.spanType]).toEqual(['custom', 'CUSTOM']);
      expect(root.attributes).toMatchObject({ a: 1, b: ['c'], 'mlflow.spanFunctionName': 'work' });
    },
  );

  conforms([5, 7, 11], 'as a method, static or not, equals one that is wrapped by hand', async (of) => {
    class Model {
      factor = 3;
      @trace
      times(x: number) {
        return of.give(() => this.factor * x);
      }
      @trace({ name: 'twice', spanType: 'TOOL' })
      static double(x: number) {
        return of.give(() => 2 * x);
      }
    }
    expect(await new Model().times(2)).toBe(6);
    expect(await Model.double(2)).toBe(4);
    const wrapped = trace(
      function double(x: number) {
        return of.give(() => 2 * x);
      },
      { name: 'twice', spanType: 'TOOL' },
    );
    expect(await wrapped(2)).toBe(4);
    const [method, decorated, byHand] = (await of.traces()).map((traced) => rootOf(traced));
    expect([method?.name, method?.inputs, method?.outputs]).toEqual(['times', { x: 2 }, 6]);
    expect(decorated?.attributes).toEqual(byHand?.attributes);
    expect([decorated?.name, decorated?.spanType, decorated?.inputs]).toEqual(['twice', 'TOOL', { x: 2 }]);
  });

  conforms([6, 11], 'records default values of parameters, and not `this`', async (of) => {
    const work = trace(function work(this: { secret: string }, x: number, y = 5, z = 'none') {
      return of.give(() => [x, y, z, this.secret]);
    });
    expect(await work.call({ secret: 'kept' }, 1)).toEqual([1, 5, 'none', 'kept']);
    expect((await of.trace()).data.request).toEqual({ x: 1, y: 5, z: 'none' });
  });

  conforms([8, 11], 'runs though its inputs cannot be recorded', async (of) => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no keys');
        },
      },
    );
    expect(await trace((value: object) => of.give(() => typeof value))(hostile)).toBe('object');
    const traced = await of.trace();
    expect([traced.data.request, traced.data.response]).toEqual([{ value: '[Unreadable]' }, 'object']);
  });

  conforms(
    [9, 10, 11],
    'throws the same error on; it and what called it are ERROR, each with the exception',
    async (of) => {
      const failure = new RangeError('too far');
      const inner = trace(
        (x: number) =>
          of.give((): number => {
            throw x > 0 ? failure : new Error('other');
          }),
        { name: 'inner' },
      );
      const outer = trace((x: number) => of.then(inner(x), (value) => value + 1), { name: 'outer' });
      await expect(settled(() => outer(1))).rejects.toBe(failure);
      const traced = await of.trace();
      expect([traced.info.state, traced.data.request, traced.data.response]).toEqual(['ERROR', { x: 1 }, undefined]);
      expect(traced.info.metadata).toMatchObject({ 'mlflow.traceInputs': '{"x":1}', 'mlflow.traceOutputs': '' });
      for (const name of ['inner', 'outer']) {
        const span = spanOf(traced, name);
        expect([span.status, exceptionsOf(span)]).toEqual([
          { code: 'ERROR', message: 'RangeError: too far' },
          ['RangeError'],
        ]);
        expect(span.outputs).toBeUndefined();
      }
    },
  );

  conformsOnce(21, 'keeps name, arity and properties', () => {
    function greet(greeting: string, name: string): string {
      return `${greeting} ${name}`;
    }
    const traced = trace(Object.assign(greet, { extra: 1 }));
    expect([traced.name, traced.length, traced.extra]).toEqual(['greet', 2, 1]);
  });

  conforms(29, 'may be nested 1100 deep; the tokens of its trace are counted once', async (of) => {
    const usage = { input_tokens: 10, output_tokens: 15, total_tokens: 25 };
    const spans = [startSpan('root')];
    for (let depth = 1; depth <= 1100; depth += 1)
      spans.push(startSpan({ name: 'deep', parent: spans[depth - 1] as LiveSpan }));
    spans.at(-1)?.setAttribute('mlflow.chat.tokenUsage', usage);
    for (const span of spans.reverse()) await of.give(() => span.end());
    const { info, data } = await of.trace();
    expect([info.state, data.spans.length]).toEqual(['OK', 1101]);
    expect(JSON.parse(info.metadata['mlflow.trace.tokenUsage'] ?? '')).toEqual(usage);
  });
});

/** A traced generator of the mode's kind that yields what `steps` yields, and takes what it throws. */
function generator<T>(of: Case, steps: (n: number) => Iterable<T>, options: object = {}) {
  const named = { name: 'stream', ...options };
  return of.mode.calls === 'sync'
    ? trace(function* stream(n: number) {
        yield* steps(n);
      }, named)
    : trace(async function* stream(n: number) {
        for (const item of steps(n)) {
          await Promise.resolve();
          yield item;
        }
      }, named);
}

const numbers = function* numbers(n: number): Iterable<number> {
  for (let i = 0; i < n; i += 1) yield i;
};

/** What the events of a span say of its items. */
const chunksOf = (span: ReturnType<typeof rootOf>) =>
  span.events
    .filter(({ name }) => name.startsWith('mlflow.chunk.item.'))
    .map(({ name, attributes }) => [name, attributes['mlflow.chunk.value']]);

describe('a traced generator', () => {
  conforms([12, 16], 'makes no trace before it is consumed, and is active in its own body alone', async (of) => {
    const seen: unknown[] = [];
    const stream = generator(of, function* steps(n) {
      for (let i = 0; i < n; i += 1) {
        seen.push(getCurrentActiveSpan()?.name);
        yield i;
      }
    });
    const run = stream(2);
    expect([getCurrentActiveSpan(), await of.traces()]).toEqual([undefined, []]);
    for await (const _ of run) seen.push(getCurrentActiveSpan()?.name);
    expect(seen).toEqual(['stream', undefined, 'stream', undefined]);
    expect(namesOf(await of.trace())).toEqual(['stream']);
  });

  conforms([13, 16], 'records each item as an event, and the list, or what the reducer makes of it', async (of) => {
    const sum = (items: readonly number[]) => items.reduce((a, b) => a + b, 0);
    for await (const _ of generator(of, numbers)(9));
    for await (const _ of generator(of, numbers, { outputReducer: sum })(9));
    const [list, reduced] = await of.traces();
    for (const traced of [list, reduced]) {
      const events = traced && chunksOf(rootOf(traced));
      expect(events).toEqual(Array.from({ length: 9 }, (_, i) => [`mlflow.chunk.item.${i}`, `${i}`]));
    }
    expect([list?.data.request, list?.data.response, reduced?.data.response]).toEqual([
      { n: 9 },
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      36,
    ]);
  });

  conforms([14, 16], 'is the parent of calls in its body, generators included', async (of) => {
    const square = trace((x: number) => x * x, { name: 'square' });
    const inner = trace(numbers, { name: 'inner' });
    const stream = generator(of, function* steps(n) {
      for (let i = 0; i < n; i += 1) yield square(i);
      yield* inner(2);
    });
    for await (const _ of stream(2));
    const traced = await of.trace();
    const { spanId } = spanOf(traced, 'stream');
    expect(
      traced.data.spans
        .filter(({ parentId }) => parentId === spanId)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['inner', 'square', 'square']);
    expect(chunksOf(spanOf(traced, 'inner'))).toHaveLength(2);
    expect(spanOf(traced, 'stream').outputs).toEqual([0, 1, 0, 1]);
  });

  conforms(
    [15, 16],
    'that throws at its second item is ERROR with one item, and what it called is as it was',
    async (of) => {
      const step = trace(
        (i: number) => {
          if (i === 1) throw new RangeError('second');
          return i;
        },
        { name: 'step' },
      );
      const stream = generator(of, function* steps(n) {
        for (let i = 0; i < n; i += 1) yield step(i);
      });
      const got: unknown[] = [];
      await expect(
        settled(async () => {
          for await (const item of stream(3)) got.push(item);
        }),
      ).rejects.toThrow('second');
      expect(got).toEqual([0]);
      const traced = await of.trace();
      const root = rootOf(traced);
      expect([traced.info.state, chunksOf(root).length, exceptionsOf(root)]).toEqual(['ERROR', 1, ['RangeError']]);
      expect(traced.searchSpans({ name: 'step' }).map(({ status }) => status.code)).toEqual(['OK', 'ERROR']);
    },
  );

  conforms(17, 'keeps the list when its reducer throws, and goes on', async (of) => {
    const outputReducer = (): never => {
      throw new Error('cannot reduce');
    };
    const got: unknown[] = [];
    for await (const item of generator(of, numbers, { outputReducer })(2)) got.push(item);
    expect([got, (await of.trace()).data.response]).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(of.warnings).toEqual([expect.stringContaining('cannot reduce')]);
  });

  conformsOnce(18, 'alone may have a reducer', () => {
    expect(() => trace((x: number) => x, { outputReducer: (items) => items })).toThrow('outputReducer');
  });

  conforms(19, 'that its consumer leaves early ends OK, with what it has yielded', async (of) => {
    for await (const item of generator(of, numbers)(5)) if (item === 1) break;
    const traced = await of.trace();
    expect([traced.info.state, traced.data.response]).toEqual(['OK', [0, 1]]);
  });

  conforms(20, 'that its consumer throws into ends as ERROR', async (of) => {
    const run = generator(of, numbers)(5);
    await run.next();
    await expect(settled(() => run.throw(new RangeError('from outside')))).rejects.toThrow('from outside');
    const traced = await of.trace();
    expect([traced.info.state, exceptionsOf(rootOf(traced))]).toEqual(['ERROR', ['RangeError']]);
  });
});

describe('a failure of ours', () => {
  conforms(30, 'at the start of a span leaves the call untraced, and its result as it is', async (of) => {
    const child = trace((x: number) => of.give(() => x * 2), { name: 'child' });
    const result = await withSpan('root', (root) => {
      const { started } = root.trace;
      root.trace.started = () => {
        throw new Error('ours');
      };
      return of.then(child(7), (value) => {
        root.trace.started = started;
        return value;
      });
    });
    expect([result, of.warnings]).toEqual([14, [expect.stringContaining('starting a span failed: ours')]]);
    expect(namesOf(await of.trace())).toEqual(['root']);
  });

  conforms([31, 75], 'at the end of a span leaves the result and the error of the program as they are', async (of) => {
    const broken = trace(
      (x: number) =>
        of.give(() => {
          const span = getCurrentActiveSpan();
          if (span)
            span.end = () => {
              throw new Error('ours');
            };
          return x;
        }),
      { name: 'broken' },
    );
    expect(await broken(7)).toBe(7);
    expect(of.warnings).toEqual([expect.stringContaining('ending a span failed: ours')]);
    for await (const _ of generator(of, function* steps() {
      const span = getCurrentActiveSpan();
      if (span)
        span.end = () => {
          throw new Error('ours');
        };
      yield 1;
    })(1));
    startSpan('after').end();
    await withSpan('later', () => of.give(() => 1));
    expect((await of.traces()).flatMap(namesOf)).toEqual(['after', 'later']);
  });
});
