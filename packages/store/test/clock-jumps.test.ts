import { describe, expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import { newPath } from './support/folder.ts';
import { execSql, querySql } from './support/sql.ts';
import { listAll, openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const YEAR_MS = 365 * 24 * 3600 * 1000;
const NOW_MS = Date.UTC(2026, 0, 1);

describe('a clock that jumps', () => {
  const starts = [NOW_MS, NOW_MS - 30 * YEAR_MS, NOW_MS + 100 * YEAR_MS, 0, -5000, NOW_MS + 0.5];

  it('leaves every trace to be found, in the order of the times that it told', async () => {
    const store = openStore(newPath());
    for (const [n, requestTimeMs] of starts.entries()) await store.append([makeTrace(n, { requestTimeMs })]);
    const inOrder = [...starts.keys()].sort((a, b) => starts[b]! - starts[a]!);
    expect((await listAll(store, 2)).map(({ traceId }) => traceId)).toEqual(inOrder.map(traceIdOf));
    const { traces } = await store.searchTraces({ filter: parseFilter(`timestamp > ${NOW_MS - YEAR_MS}`) });
    expect(traces.map(({ traceId }) => traceId)).toEqual([2, 5, 0].map(traceIdOf));
    expect((await store.getTrace(traceIdOf(3)))?.info.requestTimeMs).toBe(0);
  });

  it('within a trace keeps spans that start long before it, and end before they start', async () => {
    const store = openStore(newPath());
    const startTimeNs = BigInt(NOW_MS - 50 * YEAR_MS) * 1_000_000n;
    const odd = [
      makeSpan(1, 0, { startTimeNs, endTimeNs: startTimeNs + BigInt(80 * YEAR_MS) * 1_000_000n }),
      makeSpan(1, 1, { startTimeNs: 2_000_000_000n, endTimeNs: 1_000_000_000n }),
    ];
    await store.append([makeTrace(1, { requestTimeMs: NOW_MS, executionDurationMs: -7 }, odd)]);
    const trace = await store.getTrace(traceIdOf(1));
    expect(trace?.spans.map((span) => [span.startTimeNs, span.endTimeNs])).toEqual(
      [odd[1]!, odd[0]!].map((span) => [span.startTimeNs, span.endTimeNs]),
    );
    const { traces } = await store.searchTraces({ filter: parseFilter('execution_time < 0') });
    expect(traces).toHaveLength(1);
    await expect(store.getChart({ interval: 'hour' })).resolves.toHaveLength(1);
  });

  it('does not keep the text of traces from being indexed', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([]);
    // Another process has taken its turn, when the clock was a year ahead.
    execSql(path, `INSERT INTO meta(key, value) VALUES ('text_indexer', '${Date.now() + YEAR_MS} somebody')`);
    await store.append(Array.from({ length: 200 }, (_, n) => makeTrace(n)));
    const filter = parseFilter("trace.text LIKE '%zebra%'");
    let page = await store.searchTraces({ filter, timeBudgetMs: 0 });
    while (page.nextPageToken !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      page = await store.searchTraces({ filter, timeBudgetMs: 0 });
    }
    expect(page.traces).toEqual([]);
    expect(querySql(path, 'SELECT count(*) AS n FROM text_blocks')).toEqual([{ n: 1 }]);
  });
});
