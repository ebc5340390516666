import { describe, expect, it } from '@jest/globals';
import { isViews, viewQuery, withView } from '../src/traces/saved-views.ts';

describe('saved views', () => {
  it('have filter, range, order and columns, and nothing else of the address', () => {
    const query = viewQuery(
      "filter=status+%3D+'ERROR'&order=total_tokens+DESC&columns=time&span=5&page=x",
      'time,name',
    );
    const values = Object.fromEntries(new URLSearchParams(query));
    expect(values).toEqual({ filter: "status = 'ERROR'", order: 'total_tokens DESC', columns: 'time,name' });
  });

  it('are the same for the same search, in whatever order its address has its parts', () => {
    expect(viewQuery('range=1h&filter=a', 'time')).toBe(viewQuery('filter=a&range=1h', 'time'));
  });

  it('stand in the order of their names, each name once', () => {
    const views = withView([{ name: 'b', query: '1' }], { name: 'a', query: '2' });
    expect(withView(views, { name: 'b', query: '3' })).toEqual([
      { name: 'a', query: '2' },
      { name: 'b', query: '3' },
    ]);
  });

  it('are not believed to be such where a browser has kept something else', () => {
    expect(isViews([{ name: 'a', query: 'b' }])).toBe(true);
    for (const other of [undefined, 'x', [{ name: 'a' }], [{ name: 1, query: 'b' }], [undefined]])
      expect(isViews(other)).toBe(false);
  });
});
