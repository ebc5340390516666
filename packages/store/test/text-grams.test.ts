import { describe, expect, it } from '@jest/globals';
import type { Filter } from '@spanwright/core/model';
import { gramsOf } from '../src/sqlite/search/grams-of.ts';
import { textPredicate } from '../src/search/text-test.ts';
import { readList } from '../src/sqlite/text/gram-block.ts';
import { GramCollector } from '../src/sqlite/text/gram-collector.ts';
import { GRAMS_PER_GROUP, visitGrams } from '../src/sqlite/text/grams.ts';
import { pick, randomFrom } from './support/naive-filter.ts';

const CASES = 10_000;
const WORDS = [
  'refund',
  'Order',
  'KELVIN',
  'straße',
  'İstanbul',
  'naïve',
  '東京都庁',
  '😀😃',
  'K',
  'ſilent',
  '50%',
  'a_b',
  '\0',
  '1234',
];
const PIECES = [' ', '.', '-', '\n', '', '"', ':', '\\', '{'];

type Random = () => number;
const textOf = (random: Random): string =>
  Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(random, WORDS) + pick(random, PIECES)).join('');

const part = (random: Random, text: string): string => {
  const start = Math.floor(random() * text.length);
  return text.slice(start, start + 1 + Math.floor(random() * 12));
};

const swapCase = (text: string): string =>
  Array.from(text, (c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join('');

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

// Expressions around a part of a text, of which some do match it.
const EXPRESSIONS: readonly ((literal: string, other: string) => string)[] = [
  (literal) => escaped(literal),
  (literal) => `(?i)${escaped(swapCase(literal))}`,
  (literal, other) => `${escaped(literal)}|${escaped(other)}`,
  (literal) => `${escaped(literal)}x?y*`,
  (literal) => `${escaped(literal)}[a-z]*.+`,
  (literal) => `.{0,3}${escaped(literal)}+`,
  (literal) => `(${escaped(literal)})`,
];

function testOf(random: Random, text: string): Extract<Filter[number], { kind: 'span' }>['test'] {
  const literal = part(random, text);
  const pattern = `%${literal.replace(/./gsu, (char) => (random() < 0.1 ? pick(random, ['_', '%']) : char))}%`;
  const kind = Math.floor(random() * 3);
  if (kind === 0) return { comparator: 'LIKE', value: pattern };
  if (kind === 1) return { comparator: 'ILIKE', value: swapCase(pattern) };
  return { comparator: 'RLIKE', value: pick(random, EXPRESSIONS)(literal, part(random, text)) };
}

const gramsIn = (text: string): ReadonlySet<number> => {
  const grams = new Set<number>();
  visitGrams(text, (gram) => grams.add(gram));
  return grams;
};

describe('the text index', () => {
  it(`never leaves out a text that passes a pattern, in ${CASES.toLocaleString('en')} random cases`, () => {
    const random = randomFrom(3);
    let passing = 0;
    const missed: unknown[] = [];
    for (let i = 0; i < CASES; i++) {
      const text = textOf(random);
      const test = testOf(random, text);
      if (!textPredicate(test)(text)) continue;
      passing++;
      const has = gramsIn(text);
      const asked = gramsOf([{ kind: 'span', field: 'content', test }]) ?? [];
      if (!asked.every((gram) => has.has(gram))) missed.push({ text, test });
    }
    expect(missed).toEqual([]);
    expect(passing).toBeGreaterThan(CASES / 2);
  });

  it('asks for what must be in a text, by every kind of pattern', () => {
    const ask = (test: Parameters<typeof textPredicate>[0]) =>
      gramsOf([{ kind: 'span', field: 'content', test }])?.length;
    expect(ask({ comparator: 'LIKE', value: '%refund%' })).toBe(4);
    expect(ask({ comparator: 'LIKE', value: '%東京都庁%' })).toBe(2);
    expect(ask({ comparator: 'ILIKE', value: '%re_und%' })).toBe(1);
    expect(ask({ comparator: 'RLIKE', value: '(?i)re[fF]unds?' })).toBe(1);
    expect(ask({ comparator: 'RLIKE', value: 'refund|order' })).toBeUndefined();
    expect(ask({ comparator: 'LIKE', value: '%ab%' })).toBeUndefined();
    expect(ask({ comparator: '!=', value: 'refund' })).toBeUndefined();
  });

  it.each([1, 7, 8, 9, 64, 1000])('tells which of %i texts have which characters, exactly', (count) => {
    const random = randomFrom(count);
    const texts = Array.from(
      { length: count },
      (_, n) => `common words ${n % 2 ? 'odd ones' : ''} ${textOf(random)} ${n}`,
    );
    const collector = new GramCollector();
    for (const text of texts) collector.add([text]);
    const groups = new Map(collector.takeGroups().map(({ group, lists }) => [group, lists]));
    const sets = texts.map(gramsIn);
    for (const gram of new Set(sets.flatMap((set) => [...set]))) {
      const lists = groups.get(Math.floor(gram / GRAMS_PER_GROUP)) ?? new Uint8Array();
      expect([...(readList(lists, gram, count) ?? [])]).toEqual(sets.map((set) => Number(set.has(gram))));
    }
    expect(readList(groups.get(0) ?? new Uint8Array(), 5, count)).toBeUndefined();
  });
});
