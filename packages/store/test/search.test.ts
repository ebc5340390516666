import { describe, expect, it } from '@jest/globals';
import { parseFilter, parseOrder } from '@spanwright/core/model';
import type { SearchQuery, TraceStore } from '../src/index.ts';
import { newPath } from './support/folder.ts';
import { querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, spanIdOf, traceIdOf } from './support/traces.ts';

const numberOf = (traceId: string) => Number.parseInt(traceId.slice(3), 16);

async function pages(store: TraceStore, query: SearchQuery): Promise<readonly (readonly number[])[]> {
  const found: number[][] = [];
  for (let pageToken: string | undefined; ;) {
    const page = await store.searchTraces({ ...query, ...(pageToken !== undefined && { pageToken }) });
    found.push(page.traces.map(({ traceId }) => numberOf(traceId)));
    pageToken = page.nextPageToken;
    if (pageToken === undefined) return found;
  }
}

async function find(store: TraceStore, filter: string, query: SearchQuery = {}): Promise<readonly number[]> {
  return (await pages(store, { ...query, filter: parseFilter(filter) })).flat();
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('a search', () => {
  it('gives pages that join without gap or overlap, whatever it runs along', async () => {
    const store = openStore(newPath());
    await store.append(
      range(60).map((n) =>
        makeTrace(n, { requestTimeMs: 1000 + (n % 7), state: n % 2 ? 'OK' : 'ERROR', tags: { third: String(n % 3) } }),
      ),
    );
    for (const filter of [
      "tags.third = '1'",
      "status = 'ERROR'",
      "tags.third != '1'",
      'timestamp > 1002',
      "tags.third IN ('x')",
    ].slice(0, 4)) {
      const whole = await find(store, filter, { limit: 500 });
      const inPages = await pages(store, { filter: parseFilter(filter), limit: 7 });
      expect(inPages.flat()).toEqual(whole);
      expect(inPages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
      const orderBy = parseOrder(['status', 'timestamp ASC']);
      const ordered = await pages(store, { filter: parseFilter(filter), orderBy, limit: 500 });
      expect((await pages(store, { filter: parseFilter(filter), orderBy, limit: 7 })).flat()).toEqual(ordered.flat());
    }
  });

  it('keeps to the experiments that are named, newest first over all of them', async () => {
    const store = openStore(newPath());
    await store.append(range(9).map((n) => makeTrace(n, { experimentId: String(n % 3), tags: { a: 'x' } })));
    expect(await find(store, "tags.a = 'x'", { experimentIds: ['0', '2'] })).toEqual([8, 6, 5, 3, 2, 0]);
    expect(await find(store, '', { experimentIds: ['1'] })).toEqual([7, 4, 1]);
    expect(await find(store, `request_id = '${traceIdOf(4)}'`, { experimentIds: ['0'] })).toEqual([]);
    expect(await find(store, '', { experimentIds: ['unknown'] })).toEqual([]);
  });

  it('has the conditions on spans hold on one and the same span', async () => {
    const store = openStore(newPath());
    const [chat, tool] = [
      { 'mlflow.spanType': 'LLM', model: 'big' },
      { 'mlflow.spanType': 'TOOL', model: 'small' },
    ];
    await store.append([
      makeTrace(1, {}, [makeSpan(1, 0, { attributes: chat }), makeSpan(1, 1, { attributes: tool })]),
      makeTrace(2, {}, [makeSpan(2, 0, { attributes: tool })]),
    ]);
    expect(await find(store, "span.type = 'LLM' AND span.name = 'step 0'")).toEqual([1]);
    expect(await find(store, "span.type = 'LLM' AND span.name = 'step 1'")).toEqual([]);
    expect(await find(store, "span.type = 'TOOL' AND span.attributes.model = 'small'")).toEqual([2, 1]);
    expect(await find(store, "span.type = 'LLM' AND span.attributes.model != 'big'")).toEqual([]);
  });

  it('compares the whole of values that are too long for an index', async () => {
    const store = openStore(newPath());
    const long = 'x'.repeat(300);
    await store.append([makeTrace(1, { tags: { a: `${long}1` } }), makeTrace(2, { tags: { a: `${long}2` } })]);
    expect(await find(store, `tags.a = '${long}2'`)).toEqual([2]);
    expect(await find(store, "tags.a LIKE '%1'")).toEqual([1]);
    expect(await find(store, `tags.a != '${long}2'`)).toEqual([1]);
  });

  it('takes a narrow key when there are more values than it looks at', async () => {
    const store = openStore(newPath());
    await store.append(range(300).map((n) => makeTrace(n, { tags: { id: `v${n}` } })));
    expect(await find(store, "tags.id RLIKE '^v29[89]$'")).toEqual([299, 298]);
  });

  it('gives what it has when its time is up, and a token to go on', async () => {
    const store = openStore(newPath());
    await store.append(range(30).map((n) => makeTrace(n, {}, [makeSpan(n, 0, { name: n === 0 ? 'rare' : 'usual' })])));
    const filter = parseFilter("span.attributes.missing RLIKE 'x' AND timestamp > 0");
    const first = await store.searchTraces({ filter, timeBudgetMs: 0 });
    expect(first.traces).toEqual([]);
    expect(first.nextPageToken).toBeDefined();
    expect((await pages(store, { filter, timeBudgetMs: 0 })).flat()).toEqual([]);
    expect(
      await find(store, "span.attributes.`mlflow.spanType` RLIKE 'C' AND span.name = 'rare'", { timeBudgetMs: 0 }),
    ).toEqual([0]);
  });

  it('tells a wrong regular expression, page token or limit by its error', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, { tags: { a: 'x' } })]);
    const refusal = { code: 'INVALID_PARAMETER_VALUE' };
    await expect(find(store, "tags.a RLIKE '('")).rejects.toMatchObject(refusal);
    await expect(store.searchTraces({ pageToken: 'nonsense' })).rejects.toMatchObject(refusal);
    const orderBy = parseOrder(['status']);
    await expect(store.searchTraces({ pageToken: 'W10', orderBy })).rejects.toMatchObject(refusal);
    await expect(store.searchTraces({ limit: 501 })).rejects.toMatchObject(refusal);
  });
});

describe('a search for text', () => {
  const withText = (n: number, question: string) =>
    makeTrace(n, {}, [makeSpan(n, 0, { attributes: { 'mlflow.spanInputs': { question } } })]);

  // Fewer traces than these are not worth an index.
  const others = () => range(64).map(() => withText(1000 + added++, 'other'));
  let added = 0;

  async function indexed(store: TraceStore, path: string): Promise<void> {
    await store.append(others());
    for (;;) {
      if (querySql(path, 'SELECT count(*) AS n FROM text_todo')[0]?.['n'] === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const texts = ['He said "refund" twice\nand left', 'REFUNDS are café', '50% off_now', 'C:\\temp', 'short ab'];

  it.each([
    ["trace.text LIKE '%refund%'", [0]],
    ["trace.text ILIKE '%refund%'", [1, 0]],
    ["trace.text LIKE '%said \"ref%'", [0]],
    ["trace.text LIKE '%twice\nand%'", [0]],
    ["trace.text ILIKE '%CAFÉ%'", [1]],
    ["trace.text LIKE '%C:\\temp%'", [3]],
    ["trace.text LIKE '%ab%'", [4]],
    ["trace.text LIKE '%50%off%'", [2]],
    ["trace.text LIKE '%absent words%'", []],
  ] as const)('finds what a reader sees, before and after it is indexed: %s', async (filter, expected) => {
    const path = newPath();
    const store = openStore(path);
    await store.append(texts.map((text, n) => withText(n, text)));
    expect(await find(store, filter)).toEqual(expected);
    await indexed(store, path);
    expect(await find(store, filter)).toEqual(expected);
  });

  it('finds what the JSON of an attribute says, before and after it is indexed', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([withText(0, 'first\nnext line'), withText(1, 'first')]);
    const filter = "span.attributes.`mlflow.spanInputs` LIKE '%nnext line%'";
    expect(await find(store, filter)).toEqual([0]);
    await indexed(store, path);
    expect(await find(store, filter)).toEqual([0]);
    expect(await find(store, "span.attributes.`mlflow.spanInputs` LIKE '%absent%'")).toEqual([]);
  });

  it('finds spans that come later, and no longer what they have replaced', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([withText(1, 'first words')]);
    await indexed(store, path);
    await store.append([withText(1, 'second thought')]);
    expect(await find(store, "trace.text LIKE '%second thought%'")).toEqual([1]);
    expect(await find(store, "trace.text LIKE '%first words%'")).toEqual([]);
    await indexed(store, path);
    expect(await find(store, "trace.text LIKE '%second thought%'")).toEqual([1]);
    expect(await find(store, "trace.text LIKE '%first words%'")).toEqual([]);
  });

  it('looks at the end of a trace of 600,000 characters, too', async () => {
    const path = newPath();
    const store = openStore(path);
    const noise = range(60_000)
      .map((n) => `word${n}`)
      .join(' ');
    await store.append([withText(1, `${noise} needle at the end`)]);
    await indexed(store, path);
    expect(await find(store, "trace.text LIKE '%needle at%'")).toEqual([1]);
  });

  it('answers by the index alone where nothing matches', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append(range(200).map((n) => withText(n, `question ${n}`)));
    await indexed(store, path);
    const page = await store.searchTraces({ filter: parseFilter("trace.text LIKE '%zebra%'"), timeBudgetMs: 0 });
    expect(page).toEqual({ traces: [] });
  });
});

describe('a trace that is deleted', () => {
  it('is gone with everything that belongs to it', async () => {
    const path = newPath();
    const store = openStore(path);
    const trace = makeTrace(1, { tags: { a: 'x' } }, [makeSpan(1, 0), makeSpan(1, 1)]);
    await store.append([trace]);
    expect(await store.deleteTraces({ traceIds: [traceIdOf(1), traceIdOf(2), traceIdOf(1)] })).toBe(1);
    expect(await store.getTrace(traceIdOf(1))).toBeUndefined();
    for (const table of ['traces', 'spans', 'payload', 'post', 'text_todo', 'assessments'])
      expect(querySql(path, `SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }]);
    await store.append([trace]);
    expect(await find(store, "tags.a = 'x'")).toEqual([1]);
  });

  it('is the oldest, until the time that is told, and at most as many as are told', async () => {
    const store = openStore(newPath());
    await store.append(range(500).map((n) => makeTrace(n, { experimentId: String(n % 2) })));
    const { requestTimeMs } = makeTrace(100).info;
    expect(await store.deleteTraces({ experimentId: '0', maxTimestampMs: requestTimeMs, maxTraces: 5 })).toBe(5);
    expect(await store.deleteTraces({ experimentId: '0', maxTimestampMs: requestTimeMs })).toBe(46);
    expect(await store.deleteTraces({ experimentId: '7', maxTimestampMs: requestTimeMs })).toBe(0);
    expect(await find(store, '', { limit: 500 })).toHaveLength(449);
    expect(await store.deleteTraces({ maxTimestampMs: Date.now() })).toBe(449);
  });

  it('is not deleted for an experiment that it does not belong to', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1)]);
    expect(await store.deleteTraces({ experimentId: '1', traceIds: [traceIdOf(1)] })).toBe(0);
    expect(await store.getTrace(traceIdOf(1))).toBeDefined();
  });
});

describe('a tag', () => {
  it('is set, changed, found by, and deleted', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1, { tags: { env: 'dev' }, metadata: { m: '1' } })]);
    await store.setTraceTag(traceIdOf(1), 'env', 'prod');
    await store.setTraceTag(traceIdOf(1), 'new', 'n');
    expect(await find(store, "tags.env = 'prod' AND tags.new = 'n' AND metadata.m = '1'")).toEqual([1]);
    expect(await find(store, "tags.env = 'dev'")).toEqual([]);
    await store.deleteTraceTag(traceIdOf(1), 'env');
    expect((await store.getTrace(traceIdOf(1)))?.info.tags).toEqual({ new: 'n' });
    expect(await find(store, "tags.env = 'prod'")).toEqual([]);
  });

  it('of a trace that is not there, or that it does not have, is an error', async () => {
    const store = openStore(newPath());
    await store.append([makeTrace(1)]);
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST' };
    await expect(store.setTraceTag(traceIdOf(2), 'a', 'x')).rejects.toMatchObject({
      ...missing,
      message: `Trace with request_id '${traceIdOf(2)}' not found`,
    });
    await expect(store.deleteTraceTag(traceIdOf(1), 'a')).rejects.toMatchObject({
      ...missing,
      message: `No trace tag with key 'a' for trace with ID '${traceIdOf(1)}'`,
    });
  });
});

it('gives several traces at once, without those that there are not', async () => {
  const store = openStore(newPath());
  await store.append([makeTrace(1), makeTrace(2)]);
  expect(await store.getTraces([traceIdOf(2), traceIdOf(9), traceIdOf(1)])).toEqual([makeTrace(2), makeTrace(1)]);
  expect(spanIdOf(1)).toHaveLength(16);
});
