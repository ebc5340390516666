import { describe, expect, it } from '@jest/globals';
import { RepeatedFields } from '../src/repeated-fields.ts';
import { randomOf } from './support/random.ts';

const KEYS = ['id', 'model', 'created', 'index', 'constructor'];
const VALUES: readonly unknown[] = ['a', 'b', '', 0, 1, null, undefined, true, {}, [], 'x'.repeat(300)];

function shown(fields: RepeatedFields, object: Readonly<Record<string, unknown>>): boolean[] {
  return Object.keys(object).map((key, place) => fields.has(place, key, object[key]));
}

describe('the fields that chunks repeat', () => {
  it('passes over what is as it was, and nothing else', () => {
    const fields = new RepeatedFields();
    expect(shown(fields, { id: 'a', created: 1, finish_reason: null })).toEqual([false, false, false]);
    expect(shown(fields, { id: 'a', created: 1, finish_reason: null })).toEqual([true, true, true]);
    expect(shown(fields, { id: 'a', created: 2, finish_reason: 'stop' })).toEqual([true, false, false]);
    expect(shown(fields, { id: 'a', created: 2, finish_reason: 'stop' })).toEqual([true, true, true]);
  });

  it('looks again at a field that comes back after another value in another place', () => {
    const fields = new RepeatedFields();
    shown(fields, { a: 1, id: 'x' });
    shown(fields, { id: 'y' });
    expect(shown(fields, { b: 1, id: 'x' })).toEqual([false, false]);
  });

  it('keeps no object and no long text', () => {
    const fields = new RepeatedFields();
    const [list, text] = [['a'], 'x'.repeat(300)];
    expect(shown(fields, { list, text })).toEqual([false, false]);
    expect(shown(fields, { list, text })).toEqual([false, false]);
  });

  it('never passes over a field whose last value was another, whatever the order of the fields', () => {
    const random = randomOf(7);
    const fields = new RepeatedFields();
    const last = new Map<string, unknown>();
    let passedOver = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const keys = KEYS.filter(() => random.below(10) < 7);
      if (random.below(5) === 0) keys.reverse();
      keys.forEach((key, place) => {
        const value = random.below(5) > 0 && last.has(key) ? last.get(key) : random.pick(VALUES);
        const same = fields.has(place, key, value);
        if (same) passedOver += 1;
        if (same && !Object.is(last.get(key), value)) throw new Error(`${key} was passed over`);
        last.set(key, value);
      });
    }
    expect(passedOver).toBeGreaterThan(1000);
  });
});
