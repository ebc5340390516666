import { describe, expect, it } from '@jest/globals';
import { SpanType, trace, type Trace } from '../src/index.ts';
import { collect } from './collecting-exporter.ts';
import { type DecoratorKind, runDecorated } from './support/compile-decorators.ts';

const run = (kind: DecoratorKind, source: string): unknown => runDecorated(kind, source, { trace, SpanType });
const tree = (traced: Trace): unknown =>
  traced.data.spans.map(({ name, spanType, inputs, outputs }) => ({ name, spanType, inputs, outputs }));

describe.each(['standard', 'legacy'] as const)('as a %s decorator, @trace', (kind) => {
  it('records methods, `this` and private fields kept, with and without options', async () => {
    const [traced] = await collect(() =>
      run(
        kind,
        `class Calculator {
          #factor = 3;
          @trace times(x) { return this.#factor * x; }
          @trace({ name: 'sum of all', spanType: SpanType.TOOL }) async sum(a, b = 2) { return this.times(a) + b; }
        }
        if (await new Calculator().sum(4) !== 14) throw new Error('wrong');`,
      ),
    );
    expect(tree(traced as Trace)).toEqual(
      expect.arrayContaining([
        { name: 'times', spanType: 'UNKNOWN', inputs: { x: 4 }, outputs: 12 },
        { name: 'sum of all', spanType: 'TOOL', inputs: { a: 4, b: 2 }, outputs: 14 },
      ]),
    );
  });

  it('records static methods, generator methods and getters', async () => {
    const traces = await collect(() =>
      run(
        kind,
        `class Source {
          @trace static open(name) { return new Source(); }
          @trace() *items(n) { for (let i = 0; i < n; i += 1) yield i; }
          @trace async *later(n) { yield n; }
          @trace get size() { return 7; }
        }
        const source = Source.open('s');
        if (source.size !== 7 || [...source.items(2)].length !== 2) throw new Error('wrong');
        for await (const item of source.later(1)) if (item !== 1) throw new Error('wrong');`.replace(
          '@trace()',
          '@trace({})',
        ),
      ),
    );
    const found = traces.map(({ data }) => [data.spans[0]?.name, data.request, data.response]);
    expect(found).toEqual([
      ['open', { name: 's' }, {}],
      ['get size', {}, 7],
      ['items', { n: 2 }, [0, 1]],
      ['later', { n: 1 }, [1]],
    ]);
  });

  it('leaves subclasses, `super` and overriding alone', async () => {
    const [traced] = await collect(() =>
      run(
        kind,
        `class Base { @trace greet(name) { return 'hello ' + name; } }
        class Loud extends Base { @trace greet(name) { return super.greet(name) + '!'; } }
        if (new Loud().greet('Ada') !== 'hello Ada!') throw new Error('wrong');`,
      ),
    );
    expect(traced?.data.spans).toHaveLength(2);
    expect(traced?.data.response).toBe('hello Ada!');
  });

  it('says what to do where it cannot decorate', async () => {
    const decorated = kind === 'legacy' ? '@trace field = () => 1' : '@trace accessor field = () => 1';
    await expect(run(kind, `class A { ${decorated}; } new A();`)).rejects.toThrow(
      /cannot decorate the .*trace\(fn, options\)/,
    );
  });
});

describe('as a standard decorator, @trace', () => {
  it('records fields that hold functions', async () => {
    const [traced] = await collect(() =>
      run(
        'standard',
        `class A { base = 2; @trace double = (x) => this.base * x; }
        if (new A().double(4) !== 8) throw new Error('wrong');`,
      ),
    );
    expect(traced?.data.request).toEqual({ x: 4 });
  });
});

describe('trace with options alone', () => {
  it('gives a function that wraps', async () => {
    const asTool = trace({ spanType: SpanType.TOOL });
    const search = asTool(function search(query: string) {
      return [query];
    });
    const [traced] = await collect(() => expect(search('x')).toEqual(['x']));
    expect(traced?.data.spans[0]).toMatchObject({ name: 'search', spanType: 'TOOL' });
  });
});

/** Checked by the compiler alone: whatever is traced keeps its type. */
function typesOfTraced(): readonly unknown[] {
  class Typed {
    base = 1;
    @trace double = (x: number): number => this.base * x;
    @trace plain(x: number): number {
      return x * this.base;
    }
    @trace({ spanType: SpanType.TOOL }) async later(x: string, y = 2): Promise<string> {
      return x + y + this.base;
    }
    @trace static same<T>(x: T): T {
      return x;
    }
    @trace({}) *items(n: number): Generator<number> {
      yield n * this.base;
    }
    @trace get size(): number {
      return this.base;
    }
  }
  const typed = new Typed();
  const numbers: readonly number[] = [typed.double(1), typed.plain(1), typed.size, ...typed.items(1)];
  const text: Promise<string> = typed.later('x');
  const same: 'q' = Typed.same<'q'>('q');
  const generic: 5 = trace(<T>(x: T): T => x)<5>(5);
  const power: (x: number, y: number) => number = trace(Math.pow, { name: 'power' });
  const split: (text: string) => string[] = trace({ name: 'split' })((given: string) => given.split(' '));
  // @ts-expect-error -- the wrapper takes what the function takes
  const wrong = trace((x: number) => x)('a');
  return [numbers, text, same, generic, power, split, wrong];
}
void typesOfTraced;
