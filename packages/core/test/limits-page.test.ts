import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../src/limits.ts';

const DAY_MS = 86_400_000;

/** The ways in which the page may write a bound. */
function formsOf(name: string, value: number): readonly string[] {
  if (name.endsWith('Ms')) return [`${value} ms`, `${value / 1000} s`, `${value / DAY_MS} days`];
  if (name.endsWith('Bytes')) return [`${value / 2 ** 20} MiB`, `${value / 2 ** 30} GiB`];
  return [value.toLocaleString('en')];
}

describe('docs/limits.md', () => {
  const page = readFileSync(join(__dirname, '../../../docs/limits.md'), 'utf8');

  it.each(Object.entries(limits))('tells of the bound %s as it is', (name, value) => {
    const told = formsOf(name, value).filter((form) => new RegExp(`(?<![\\d.,])${form}(?!\\w)`).test(page));
    expect(told).not.toEqual([]);
  });
});
