import { describe, expect, it } from '@jest/globals';
import { criticalPath } from '../../src/trace/tree/critical-path.ts';
import { originOf } from '../../src/trace/tree/failure-origin.ts';
import { rowMove } from '../../src/trace/tree/row-keys.ts';
import { matchesFrom, matchOutline, stepMatch } from '../../src/trace/tree/span-matches.ts';
import { spanTree } from '../../src/trace/tree/span-tree.ts';
import { collapsible, revealed, visibleRows } from '../../src/trace/tree/visible-rows.ts';
import { outline } from './outline.ts';

const names = (rows: ReturnType<typeof visibleRows>) => rows.map(({ span, depth }) => '·'.repeat(depth) + span.spanId);
const none = new Set<string>();

const trace = spanTree([
  outline('root', { durationUs: 100 }),
  outline('a', { parentSpanId: 'root', startUs: 10, durationUs: 40 }),
  outline('a1', { parentSpanId: 'a', startUs: 12, durationUs: 30, status: 'ERROR', error: 'TypeError: no such city' }),
  outline('b', { parentSpanId: 'root', startUs: 60, durationUs: 30, model: 'gpt-4o' }),
]);

describe('the tree of spans', () => {
  it('has each span below its parent, in order', () => {
    expect(names(visibleRows(trace, { collapsed: none }))).toEqual(['root', '·a', '··a1', '·b']);
    expect(trace.roots[0]).toMatchObject({ descendants: 3, failed: true });
    expect(trace.byId.get('b')).toMatchObject({ failed: false });
  });

  it('has spans whose parent is missing, or that are their own ancestors, as roots', () => {
    const odd = [outline('x', { parentSpanId: 'gone' }), outline('p', { parentSpanId: 'q' })];
    const rows = visibleRows(spanTree([...odd, outline('q', { parentSpanId: 'p' })]), { collapsed: none });
    expect(names(rows)).toEqual(['x', 'q', '·p']);
    expect(names(visibleRows(spanTree([outline('s', { parentSpanId: 's' })]), { collapsed: none }))).toEqual(['s']);
  });

  it('hides what is below collapsed spans, and shows it again for a span that is linked to', () => {
    const collapsed = new Set(collapsible(trace));
    expect(names(visibleRows(trace, { collapsed }))).toEqual(['root']);
    expect(names(visibleRows(trace, { collapsed: revealed(trace, collapsed, 'a1') }))).toEqual([
      'root',
      '·a',
      '··a1',
      '·b',
    ]);
  });

  it('hides short spans, but never failed ones nor what is above them', () => {
    expect(names(visibleRows(trace, { collapsed: none, minDurationUs: 35 }))).toEqual(['root', '·a', '··a1']);
  });

  it('holds 50,000 spans in one chain, and 50,000 beside one another', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `s${index}`);
    const chain = spanTree(ids.map((id, index) => outline(id, { parentSpanId: `s${index - 1}` })));
    expect(visibleRows(chain, { collapsed: none }).at(-1)).toMatchObject({ depth: 49_999 });
    const flat = spanTree(ids.map((id) => outline(id, { parentSpanId: 's0' })));
    expect(visibleRows(flat, { collapsed: none })).toHaveLength(50_000);
    expect(criticalPath(flat, 1).size).toBe(1);
  });
});

describe('keys in the tree', () => {
  const place = { rows: visibleRows(trace, { collapsed: none }), selected: 'a', collapsed: none, page: 2 };

  it.each([
    ['ArrowDown', { select: 'a1' }],
    ['ArrowUp', { select: 'root' }],
    ['ArrowLeft', { collapse: 'a' }],
    ['ArrowRight', { select: 'a1' }],
    ['PageDown', { select: 'b' }],
    ['Home', { select: 'root' }],
    ['End', { select: 'b' }],
    ['x', undefined],
  ])('%s', (key, move) => expect(rowMove(key, place)).toEqual(move));

  it('go up from a span without children, and open a collapsed one', () => {
    expect(rowMove('ArrowLeft', { ...place, selected: 'b' })).toEqual({ select: 'root' });
    expect(rowMove('ArrowRight', { ...place, collapsed: new Set(['a']) })).toEqual({ expand: 'a' });
  });
});

describe('the critical path', () => {
  it('is the spans that decided when the trace ended, without overlap', () => {
    const tree = spanTree([
      outline('root', { durationUs: 100 }),
      outline('fast', { parentSpanId: 'root', startUs: 10, durationUs: 20 }),
      outline('slow', { parentSpanId: 'root', startUs: 10, durationUs: 70 }),
      outline('in slow', { parentSpanId: 'slow', startUs: 20, durationUs: 50 }),
      outline('first', { parentSpanId: 'root', startUs: 0, durationUs: 8 }),
    ]);
    const path = criticalPath(tree, 100);
    expect(Object.fromEntries(path)).toEqual({
      root: [
        { fromUs: 8, toUs: 10 },
        { fromUs: 80, toUs: 100 },
      ],
      slow: [
        { fromUs: 10, toUs: 20 },
        { fromUs: 70, toUs: 80 },
      ],
      'in slow': [{ fromUs: 20, toUs: 70 }],
      first: [{ fromUs: 0, toUs: 8 }],
    });
    const covered = [...path.values()].flat().reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
    expect(covered).toBe(100);
  });
});

describe('a failure', () => {
  it('came from the last failed span below, along the one that failed last', () => {
    const failed = (spanId: string, parentSpanId: string) => outline(spanId, { parentSpanId, status: 'ERROR' });
    const tree = spanTree([
      outline('root', { status: 'ERROR' }),
      failed('tried', 'root'),
      failed('tried again', 'root'),
      failed('request', 'tried again'),
      outline('told', { parentSpanId: 'root' }),
    ]);
    const origin = (spanId: string) => originOf(tree.byId.get(spanId)!).span.spanId;
    expect(['root', 'tried', 'tried again', 'told'].map(origin)).toEqual(['request', 'tried', 'request', 'told']);
  });
});

describe('the search in a trace', () => {
  const rows = visibleRows(trace, { collapsed: none });

  it('finds names, models and errors in any case, and goes around', () => {
    expect(matchOutline(rows, 'GPT')).toEqual(['b']);
    expect(matchOutline(rows, 'no such city')).toEqual(['a1']);
    const found = matchesFrom(rows, ['a', 'a1'], 'a1');
    expect(found).toEqual({ spanIds: ['a', 'a1'], current: 1 });
    expect(stepMatch(found, 1).current).toBe(0);
    expect(stepMatch({ ...found, current: 0 }, -1).current).toBe(1);
  });
});
