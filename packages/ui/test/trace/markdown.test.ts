import { describe, expect, it } from '@jest/globals';
import { blocks } from '../../src/trace/markdown/blocks.ts';
import { inline, safeAddress } from '../../src/trace/markdown/inline.ts';

describe('Markdown of models', () => {
  it('has headings, lists in lists, code, quotes, tables and rules', () => {
    const text =
      '# Title\n\n- a\n  - b\n- c\n\n3. three\n\n```js\nlet x;\n```\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---';
    expect(blocks(text).map(({ kind }) => kind)).toEqual(['heading', 'list', 'list', 'code', 'quote', 'table', 'rule']);
    expect(blocks(text)[1]).toMatchObject({
      items: [[{ kind: 'paragraph' }, { kind: 'list' }], [{ kind: 'paragraph' }]],
    });
    expect(blocks(text)[2]).toMatchObject({ start: 3 });
  });

  it('has emphasis, code and links, and leaves names_with_underscores and 2 * 3 * 4 alone', () => {
    const kinds = inline('**b** *i* ~~d~~ `c` [l](https://e.org) https://e.org/x.').map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'text')).toEqual(['strong', 'em', 'del', 'code', 'link', 'link']);
    expect(inline('snake_case_name, 2 * 3 * 4')).toEqual([{ kind: 'text', text: 'snake_case_name, 2 * 3 * 4' }]);
  });

  it('keeps HTML as text', () => {
    const text = '<img src=x onerror=alert(1)> <script>alert(1)</script>';
    expect(blocks(text)).toEqual([{ kind: 'paragraph', children: [{ kind: 'text', text }] }]);
  });

  it('makes images links, which load nothing', () => {
    expect(inline('![cat](https://e.org/cat.png)')).toMatchObject([{ kind: 'link', href: 'https://e.org/cat.png' }]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//e.org',
    '/x',
    'java\nscript:x',
  ])('makes no link to %j', (address) => {
    expect(safeAddress(address)).toBeUndefined();
    expect(inline(`[x](${address})`).some(({ kind }) => kind === 'link')).toBe(false);
  });

  it('reads what is not closed, and much of it, in no time', () => {
    for (const text of ['**', '`', '[', '```\nx', '> '.repeat(500), '- '.repeat(500), '[a]('.repeat(5000)])
      expect(blocks(text)).toBeDefined();
  });
});
