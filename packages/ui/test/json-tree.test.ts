import { describe, expect, it } from '@jest/globals';
import { pathText, previewOf, summaryOf } from '../src/components/json-tree/json-path.ts';
import { searchJson } from '../src/components/json-tree/json-search.ts';

describe('the tree of a JSON value', () => {
  it('copies paths that JavaScript understands', () => {
    expect(pathText([])).toBe('');
    expect(pathText(['messages', 0, 'content'])).toBe('messages[0].content');
    expect(pathText(['a b', 'c"d', 1])).toBe('["a b"]["c\\"d"][1]');
  });

  it('says how much is inside of what is shut', () => {
    expect(summaryOf([1])).toBe('1 item');
    expect(summaryOf({ a: 1, b: 2 })).toBe('2 keys');
  });

  it('tells the first parts of what is shut, long texts cut', () => {
    expect(previewOf({ id: 7, name: 'Ada', tags: ['a'], at: { lat: 1 }, more: true })).toBe(
      'id: 7, name: Ada, tags: […], at: {…}',
    );
    expect(previewOf(['a'.repeat(50), null])).toBe(`${'a'.repeat(28)}…, null`);
    expect(previewOf([{ a: 1 }, { a: 2 }])).toBe('');
  });

  it('finds keys and values in any case, and opens the way to them', () => {
    const value = { messages: [{ role: 'user', content: 'Where is my ORDER?' }], order: 5 };
    const { found, around } = searchJson(value, 'order');
    expect(found).toEqual(['["messages",0,"content"]', '["order"]']);
    expect([...around]).toEqual(['[]', '["messages"]', '["messages",0]']);
    expect(searchJson(value, '').found).toEqual([]);
  });

  it('stops at a thousand matches', () => {
    expect(
      searchJson(
        Array.from({ length: 5000 }, () => 'x'),
        'x',
      ).found,
    ).toHaveLength(1000);
  });
});
