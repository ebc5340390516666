import { describe, expect, it } from '@jest/globals';
import { diffLines, diffWords, type DiffPart } from '../../src/compare/diff.ts';

const side = (parts: readonly DiffPart[], left: 'removed' | 'added') =>
  parts
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join('');

describe('the difference of two texts', () => {
  it('is the words that changed', () => {
    expect(diffWords('the quick fox', 'the slow fox runs')).toEqual([
      { kind: 'same', text: 'the ' },
      { kind: 'removed', text: 'quick' },
      { kind: 'added', text: 'slow' },
      { kind: 'same', text: ' fox' },
      { kind: 'added', text: ' runs' },
    ]);
  });

  it('gives both texts back, whatever they are', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const text = (): string => Array.from({ length: random(14) }, () => 'ab \n'[random(4)]).join('');
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [text(), text()];
      for (const parts of [diffWords(before, after), diffLines(before, after)])
        expect([side(parts, 'added'), side(parts, 'removed')]).toEqual([before, after]);
    }
  });

  it('replaces the whole of long texts that have nothing in common', () => {
    const lines = (word: string) => Array.from({ length: 3000 }, (_, index) => `${word}${index}\n`).join('');
    expect(diffLines(lines('a'), lines('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
