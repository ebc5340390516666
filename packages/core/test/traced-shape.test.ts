import { describe, expect, it } from '@jest/globals';
import { on, EventEmitter } from 'node:events';
import { trace } from '../src/index.ts';
import { collect } from './collecting-exporter.ts';

describe('a traced function', () => {
  it('keeps its own properties, and the kind of function that it is', () => {
    const fn = Object.assign(async function fn() {}, { cache: new Map(), [Symbol.for('x')]: 1 });
    const traced = trace(fn);
    expect([traced.cache, traced[Symbol.for('x')]]).toEqual([fn.cache, 1]);
    expect(Object.prototype.toString.call(traced)).toBe('[object AsyncFunction]');
    expect([traced.name, traced.length]).toEqual(['fn', 0]);
    expect(Object.keys(traced)).toEqual(Object.keys(fn));
    expect((traced as unknown as { __mlflow_traced__: boolean }).__mlflow_traced__).toBe(true);
  });

  it('constructs what a class constructs, subclasses included', async () => {
    class Point {
      static origin = 'zero';
      readonly x: number;
      constructor(x: number) {
        this.x = x;
      }
    }
    const Traced = trace(Point as unknown as (x: number) => Point) as unknown as typeof Point;
    class Special extends Traced {}
    const traces = await collect(() => {
      const [point, special] = [new Traced(1), new Special(2)];
      expect([point.constructor, point instanceof Traced, point instanceof Point]).toEqual([Point, true, true]);
      expect([special.constructor, special instanceof Point, special.x]).toEqual([Special, true, 2]);
      expect(Traced.origin).toBe('zero');
    });
    expect(traces.map(({ data }) => [data.spans[0]?.name, data.response])).toEqual([
      ['Point', { x: 1 }],
      ['Point', { x: 2 }],
    ]);
    expect(() => (Traced as unknown as () => void)()).toThrow(TypeError);
  });

  it('throws what an arrow function throws when it is constructed', () => {
    const Arrow = trace(() => 1) as unknown as new () => object;
    expect(() => new Arrow()).toThrow(TypeError);
  });

  it('hands on iterators of events, which look like generators', async () => {
    const emitter = new EventEmitter();
    const traces = await collect(async () => {
      const events = trace(() => on(emitter, 'tick'))();
      emitter.emit('tick', 1);
      expect(await events.next()).toEqual({ done: false, value: [1] });
      await events.return?.();
    });
    expect(traces[0]?.data.response).toEqual([[1]]);
  });

  it('hands on whatever looks like a generator and is none', async () => {
    const odd = {
      next: () => null,
      return: () => 7,
      throw: () => undefined,
      [Symbol.iterator]: () => [][Symbol.iterator](),
    };
    await collect(() => {
      const handed = trace(() => odd)();
      expect(handed).toBe(odd);
      expect([handed.next(), handed.return(), handed.throw()]).toEqual([null, 7, undefined]);
    });
  });
});
