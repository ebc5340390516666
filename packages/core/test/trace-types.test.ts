import { expect, it } from '@jest/globals';
import { trace } from '../src/index.ts';
import { collect } from './collecting-exporter.ts';

it('a traced function has the type of the function, parameters with defaults and generics included', async () => {
  const add = trace(function add(x: number, y = 2) {
    return x + y;
  });
  const same = trace(<T>(value: T): T => value);
  await collect(() => {
    const sum: number = add(1);
    const text: string = same('text');
    expect([sum, text]).toEqual([3, 'text']);
    // @ts-expect-error -- the sum is no text
    const wrong: string = add(1);
    // @ts-expect-error -- a text is no number
    add(1, 'two');
    // @ts-expect-error -- a text is no number
    const alsoWrong: number = same('text');
    expect([wrong, alsoWrong]).toEqual([3, 'text']);
  });
});
