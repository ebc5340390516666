import { describe, expect, it } from '@jest/globals';
import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { rowWindow, scrollTopFor } from '../src/components/virtual-window.ts';
import { assessmentLook } from '../src/traces/assessment-look.ts';
import { gridTemplate, readColumns, writeColumns } from '../src/traces/columns.ts';
import { emptyList, showWaiting, withNewest, withPage, withoutTraces } from '../src/traces/list-state.ts';
import { NEWEST_FIRST, nextOrder, readOrder, writeOrder } from '../src/traces/order.ts';
import { idsFilter, rangeBetween } from '../src/traces/selection.ts';
import { tokenCounts, traceCost, userTags } from '../src/traces/trace-facts.ts';

const trace = (id: string, more: Partial<TraceInfoJson> = {}): TraceInfoJson => ({
  trace_id: id,
  trace_location: { type: 'MLFLOW_EXPERIMENT', mlflow_experiment: { experiment_id: '0' } },
  request_time: '2026-11-21T13:00:00.000Z',
  state: 'OK',
  trace_metadata: {},
  tags: {},
  ...more,
});
const idsOf = (traces: readonly TraceInfoJson[]): readonly string[] => traces.map(({ trace_id: id }) => id);

describe('rows of a long table', () => {
  it('makes only the rows in sight, however many there are', () => {
    for (const count of [0, 1, 50, 100_000, 1_000_000]) {
      for (const scrollTop of [0, 399, 40 * 77_777, 1e12]) {
        const { first, end, offset } = rowWindow({ scrollTop, height: 800, rowHeight: 40, count });
        expect(end - first).toBeLessThanOrEqual(800 / 40 + 20);
        expect(offset).toBe(first * 40);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
      }
    }
  });

  it('covers all that can be seen', () => {
    const { first, end } = rowWindow({ scrollTop: 4010, height: 800, rowHeight: 40, count: 1000 });
    expect(first).toBeLessThanOrEqual(100);
    expect(end).toBeGreaterThanOrEqual(121);
  });

  it('scrolls no further than a row needs', () => {
    const viewport = { scrollTop: 400, height: 200, rowHeight: 40 };
    expect(scrollTopFor(12, viewport)).toBe(400);
    expect(scrollTopFor(3, viewport)).toBe(120);
    expect(scrollTopFor(20, viewport)).toBe(640);
  });
});

describe('the list of traces', () => {
  it('adds pages, and no trace twice', () => {
    const list = withPage(withPage(emptyList(), { traces: [trace('a'), trace('b')], nextPageToken: 't' }), {
      traces: [trace('b'), trace('c')],
    });
    expect(idsOf(list.traces)).toEqual(['a', 'b', 'c']);
    expect(list.nextPageToken).toBeUndefined();
  });

  it('lets new traces wait, and brings known ones up to date at once', () => {
    const list = withPage(emptyList(), { traces: [trace('a', { state: 'IN_PROGRESS' })] });
    const live = withNewest(list, [trace('c'), trace('b'), trace('a', { state: 'OK' })]);
    expect(idsOf(live.waiting)).toEqual(['c', 'b']);
    expect(live.traces.map(({ state }) => state)).toEqual(['OK']);
    expect(idsOf(showWaiting(live).traces)).toEqual(['c', 'b', 'a']);
    expect(showWaiting(live).waiting).toEqual([]);
  });

  it('shows the first traces of an empty list at once', () => {
    expect(idsOf(withNewest(emptyList(), [trace('a')]).traces)).toEqual(['a']);
  });

  it('forgets what was deleted', () => {
    const list = withPage(emptyList(), { traces: [trace('a'), trace('b')] });
    expect(idsOf(withoutTraces(list, new Set(['a'])).traces)).toEqual(['b']);
  });

  it('selects a range in either direction', () => {
    expect(rangeBetween(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(rangeBetween(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['b', 'c', 'd']);
    expect(rangeBetween(['a', 'b'], 'gone', 'b')).toEqual(['b']);
    expect(rangeBetween(['a', 'b'], undefined, 'b')).toEqual(['b']);
    expect(idsFilter(['a', 'b'])).toBe("request_id IN ('a', 'b')");
  });
});

describe('columns and order', () => {
  it('stand in the address and come back from it', () => {
    const ids = ['time', 'tag:my, key', 'assessment:is good', 'latency'];
    expect(readColumns(writeColumns(ids), []).map(({ id }) => id)).toEqual(ids);
  });

  it('fall back to what is usual where the address makes no sense', () => {
    expect(readColumns('nonsense', ['time']).length).toBeGreaterThan(5);
    expect(readColumns(undefined, ['time', 'gone']).map(({ id }) => id)).toEqual(['time']);
  });

  it('have the widths that were dragged', () => {
    const columns = readColumns('time,request', []);
    expect(gridTemplate(columns, {})).toBe('36px 124px minmax(160px, 1fr)');
    expect(gridTemplate(columns, { request: 300 })).toBe('36px 124px 300px');
  });

  it('sorts descending, ascending, then newest first again', () => {
    const once = nextOrder(NEWEST_FIRST, 'name');
    const twice = nextOrder(once, 'name');
    expect([writeOrder(once), writeOrder(twice), writeOrder(nextOrder(twice, 'name'))]).toEqual([
      'name DESC',
      'name ASC',
      undefined,
    ]);
    expect(readOrder('metadata.`a b` desc')).toEqual({ key: 'metadata.`a b`', descending: true });
    expect(readOrder(undefined)).toEqual(NEWEST_FIRST);
  });
});

describe('what a row shows', () => {
  it('reads tokens and cost as MLflow keeps them, and nothing from what is broken', () => {
    const metadata = {
      'mlflow.trace.tokenUsage': '{"input_tokens": 5, "output_tokens": 2, "total_tokens": 7}',
      'mlflow.trace.cost': '{"total_cost": 0.25}',
    };
    expect(tokenCounts(trace('a', { trace_metadata: metadata }))).toEqual({ input: 5, output: 2, total: 7 });
    expect(traceCost(trace('a', { trace_metadata: metadata }))).toBe(0.25);
    expect(tokenCounts(trace('a', { trace_metadata: { 'mlflow.trace.tokenUsage': '{' } }))).toEqual({});
    expect(traceCost(trace('a'))).toBeUndefined();
  });

  it('leaves out tags that are MLflow’s own', () => {
    expect(userTags(trace('a', { tags: { 'mlflow.traceName': 'n', env: 'prod' } }))).toEqual([['env', 'prod']]);
  });

  it('shows passes and failures apart', () => {
    const source = { source_type: 'HUMAN', source_id: 'x' } as const;
    const base = {
      assessment_id: 'a',
      assessment_name: 'ok',
      trace_id: 't',
      source,
      create_time: '',
      last_update_time: '',
      valid: true,
    };
    expect(assessmentLook({ ...base, feedback: { value: true } })).toEqual({ name: 'ok', text: 'yes', tone: 'good' });
    expect(assessmentLook({ ...base, feedback: { value: 'no' } })).toEqual({ name: 'ok', text: 'no', tone: 'bad' });
    expect(assessmentLook({ ...base, feedback: { value: 0.8125 } }).text).toBe('0.81');
    expect(assessmentLook({ ...base, expectation: { value: { a: 1 } } })).toEqual({
      name: 'ok',
      text: '{"a":1}',
      tone: 'plain',
    });
    expect(assessmentLook({ ...base, feedback: { value: null, error: { error_code: 'E' } } }).tone).toBe('bad');
  });
});
