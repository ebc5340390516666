import { describe, expect, it } from '@jest/globals';
import { pairSpans } from '../../src/compare/pair-spans.ts';
import { spanTree } from '../../src/trace/tree/span-tree.ts';
import { outline } from './outline.ts';

const tree = (...names: readonly string[]) =>
  spanTree([outline('root'), ...names.map((name) => outline(name, { parentSpanId: 'root' }))]);

describe('two traces side by side', () => {
  it('have the same spans in the same rows, and gaps where one has none', () => {
    const pairs = pairSpans(tree('plan', 'search', 'answer'), tree('plan', 'check', 'answer', 'thank'));
    expect(pairs.map(({ left, right, depth }) => [depth, left?.span.name, right?.span.name])).toEqual([
      [0, 'root', 'root'],
      [1, 'plan', 'plan'],
      [1, 'search', undefined],
      [1, undefined, 'check'],
      [1, 'answer', 'answer'],
      [1, undefined, 'thank'],
    ]);
  });
});
