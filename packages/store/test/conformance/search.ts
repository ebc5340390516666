import { expect, it } from '@jest/globals';
import { parseFilter, parseOrder, traceInfoToJson } from '@spanwright/core/model';
import type { TraceStore } from '../../src/index.ts';
import type { Stores } from './store-under-test.ts';
import { compareFilters } from '../support/filter-property.ts';
import { makeSpan, makeTrace, traceIdOf } from '../support/traces.ts';

async function pagesOf(store: TraceStore, query: Parameters<TraceStore['searchTraces']>[0]): Promise<string[]> {
  const ids: string[] = [];
  for (let pageToken: string | undefined; ;) {
    const page = await store.searchTraces({ ...query, ...(pageToken !== undefined && { pageToken }) });
    ids.push(...page.traces.map(({ traceId }) => traceId));
    pageToken = page.nextPageToken;
    if (pageToken === undefined) return ids;
  }
}

/** Filters and orders. */
export function describeSearch({ open }: Stores): void {
  it('finds by random filters what a plain walk over all traces finds', async () => {
    expect(await compareFilters(await open(), 11, 150)).toEqual([]);
  });

  it('gives what a filter finds page by page', async () => {
    const store = await open();
    const tagged = (n: number) => makeTrace(n, { tags: n % 3 === 0 ? { env: 'prod' } : {} });
    await store.append(Array.from({ length: 60 }, (_, n) => tagged(n)));
    const filter = parseFilter("tags.env = 'prod'");
    const expected = Array.from({ length: 20 }, (_, i) => traceIdOf(57 - 3 * i));
    expect(await pagesOf(store, { filter, limit: 7 })).toEqual(expected);
    expect(await pagesOf(store, { filter: parseFilter("tags.env RLIKE '^p'"), limit: 7 })).toEqual(expected);
  });

  it('gives a page as JSON text as well, its traces in the form of MLflow', async () => {
    const store = await open();
    await store.append([makeTrace(0), makeTrace(1, { tags: { 'ключ "1"': '\u2028 \ud83d\ude00 \\' } }), makeTrace(2)]);
    const query = { limit: 2, filter: parseFilter("status = 'OK'") };
    const { traces, nextPageToken } = await store.searchTraces(query);
    const expected = { traces: traces.map(traceInfoToJson), nextPageToken };
    expect(JSON.parse(await store.searchTracesJson(query))).toEqual(expected);
    expect(traces).toHaveLength(2);
    expect(JSON.parse(await store.searchTracesJson({ limit: 3 }))).not.toHaveProperty('nextPageToken');
  });

  it('answers in time what nothing helps to find, with a token to go on', async () => {
    const store = await open();
    const traces = Array.from({ length: 120 }, (_, n) =>
      makeTrace(n, {}, [makeSpan(n, 0, { name: n === 3 ? 'x' : 'y' })]),
    );
    await store.append(traces);
    const filter = parseFilter("span.attributes.nothing LIKE '%' AND trace.text LIKE '%_%'");
    const hurried = await store.searchTraces({ filter, timeBudgetMs: 0 });
    expect(hurried.traces).toEqual([]);
    expect(await pagesOf(store, { filter: parseFilter('trace.text LIKE \'%"x"%\''), timeBudgetMs: 0 })).toEqual([
      traceIdOf(3),
    ]);
  });

  it.each(["tags.note RLIKE '^(a+)+$'", "tags.note LIKE '%a%a%a%a%a%a%a%a%b'"])(
    'refuses an expression that would never end, and goes on: %s',
    async (text) => {
      const store = await open();
      await store.append([makeTrace(1, { tags: { note: `${'a'.repeat(200)}!` } })]);
      const refused = { code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('more than 1000 ms') };
      await expect(store.searchTraces({ filter: parseFilter(text) })).rejects.toMatchObject(refused);
      expect((await store.searchTraces({ filter: parseFilter("tags.note RLIKE '^a+!$'") })).traces).toHaveLength(1);
    },
  );

  it('gives traces by their tokens and cost, those without last', async () => {
    const store = await open();
    const used = [30, undefined, 200, 9];
    await store.append(
      used.map((total, n) =>
        makeTrace(n, {
          metadata: {
            ...(total !== undefined && { 'mlflow.trace.tokenUsage': JSON.stringify({ total_tokens: total }) }),
            'mlflow.trace.cost': n === 3 ? 'damaged' : JSON.stringify({ total_cost: n / 8 }),
          },
        }),
      ),
    );
    const by = (key: string, descending: boolean) => ({ orderBy: [{ kind: 'attribute' as const, key, descending }] });
    expect(await pagesOf(store, by('total_tokens', true))).toEqual([2, 0, 3, 1].map(traceIdOf));
    expect(await pagesOf(store, by('total_tokens', false))).toEqual([3, 0, 2, 1].map(traceIdOf));
    expect(await pagesOf(store, { ...by('total_cost', true), limit: 2 })).toEqual([2, 1, 0, 3].map(traceIdOf));
  });

  it('gives traces in other orders, missing values last', async () => {
    const store = await open();
    const durations = [5, undefined, 30, 10, 5];
    await store.append(
      durations.map((executionDurationMs, n) => {
        const { executionDurationMs: _, ...info } = makeTrace(n).info;
        return { ...makeTrace(n), info: { ...info, ...(executionDurationMs && { executionDurationMs }) } };
      }),
    );
    const sorted = await pagesOf(store, { orderBy: parseOrder(['execution_time DESC']), limit: 2 });
    expect(sorted).toEqual([2, 3, 4, 0, 1].map(traceIdOf));
  });

  it('searches the experiments that are named, and no others', async () => {
    const store = await open();
    await store.append([0, 1, 2, 3].map((n) => makeTrace(n, { experimentId: String(n) })));
    expect(await pagesOf(store, { experimentIds: ['3', '1', 'none'] })).toEqual([traceIdOf(3), traceIdOf(1)]);
    expect(await pagesOf(store, { experimentIds: [] })).toEqual([]);
  });
}
