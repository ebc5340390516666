import { afterEach, describe, expect, it } from '@jest/globals';
import { parseFilter } from '@spanwright/core/model';
import { commitCalls } from '../src/sqlite/commit-calls.ts';
import type { Connection } from '../src/sqlite/connection.ts';
import { deleteTraces } from '../src/sqlite/delete-traces.ts';
import { loadDriver } from '../src/sqlite/load-driver.ts';
import { openDatabase } from '../src/sqlite/open-database.ts';
import { unpackPage } from '../src/packed-page.ts';
import { searchTraces } from '../src/sqlite/search/search-traces.ts';
import { takeTurn } from '../src/sqlite/text/indexing-turn.ts';
import { TextIndexer } from '../src/sqlite/text/text-indexer.ts';
import type { SearchQuery, TracePage } from '../src/trace-store.ts';
import { newPath } from './support/folder.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

const patience = { timeoutMs: 1000, giveUp: () => false };
let connection: Connection;

afterEach(() => connection.close());

function open(path = newPath()): string {
  ({ connection } = openDatabase(
    loadDriver(() => {}),
    { path, mode: 'write' },
    patience,
  ));
  return path;
}

const text = (n: number, said = `thing${n}x`) =>
  makeTrace(n, {}, [makeSpan(n, 0, { attributes: { 'mlflow.spanInputs': { said } } })]);

function store(path: string, from: number, to: number): void {
  commitCalls(connection, [Array.from({ length: to - from }, (_, i) => text(from + i))], path);
}

function index(): void {
  for (const indexer = new TextIndexer(connection); indexer.step(););
}

const sizes = () =>
  connection
    .statement('SELECT size FROM text_blocks ORDER BY id')
    .all()
    .map((row) => row['size']);

const search = (query: SearchQuery): TracePage => unpackPage(searchTraces(connection, query));

const find = (words: string, timeBudgetMs = 0) =>
  search({ filter: parseFilter(`trace.text LIKE '%${words}%'`), timeBudgetMs }).traces.map(({ traceId }) => traceId);

describe('the blocks of the text index', () => {
  it('are made of traces that have come together, and joined when there are many small ones', () => {
    const path = open();
    for (let n = 0; n < 15; n++) {
      store(path, n * 70, (n + 1) * 70);
      index();
    }
    expect(sizes()).toEqual(Array.from({ length: 15 }, () => 70));
    store(path, 1050, 1120);
    index();
    expect(sizes()).toEqual([1024, 96]);
    for (const n of [0, 69, 70, 1049, 1119]) expect(find(`thing${n}x`)).toEqual([traceIdOf(n)]);
    expect(find('thing9999x')).toEqual([]);
  });

  it('wait until there are enough traces; the few are looked at meanwhile', () => {
    const path = open();
    store(path, 0, 63);
    index();
    expect(sizes()).toEqual([]);
    expect(find('thing7x', 2000)).toHaveLength(1);
  });

  it('are dropped when their traces are deleted', () => {
    const path = open();
    store(path, 0, 400);
    index();
    store(path, 400, 500);
    index();
    expect(sizes()).toEqual([400, 100]);
    deleteTraces(connection, { maxTraces: 400 });
    index();
    expect(sizes()).toEqual([100]);
    expect(connection.statement('SELECT count(*) AS n FROM text_grams WHERE id >> 12 = 1').get()).toEqual({ n: 0 });
    expect(find('thing450x')).toEqual([traceIdOf(450)]);
  });

  it('are made anew of what is left when most of their traces are deleted', () => {
    const path = open();
    store(path, 0, 400);
    index();
    deleteTraces(connection, { maxTraces: 300 });
    index();
    expect(sizes()).toEqual([100]);
    expect(find('thing399x')).toEqual([traceIdOf(399)]);
  });

  it('have a trace that changes while they are made indexed again', () => {
    const path = open();
    store(path, 0, 100);
    const indexer = new TextIndexer(connection);
    indexer.step();
    indexer.step();
    commitCalls(connection, [[text(99, 'another word')]], path);
    while (indexer.step());
    expect(connection.statement('SELECT count(*) AS n FROM text_todo').get()).toEqual({ n: 1 });
    expect(find('another word', 2000)).toHaveLength(1);
  });

  it('are made by one process at a time', () => {
    const path = open();
    store(path, 0, 100);
    const inOtherHands = `${Date.now() + 9000} somebody`;
    connection.write(() => {
      connection.statement("INSERT INTO meta(key, value) VALUES ('text_indexer', ?)").run(inOtherHands);
    });
    index();
    expect(sizes()).toEqual([]);
    connection.write(() => {
      connection.statement("UPDATE meta SET value = ? WHERE key = 'text_indexer'").run(`${Date.now() - 1} somebody`);
    });
    expect(connection.write(() => takeTurn(connection))).toBe(true);
    index();
    expect(sizes()).toEqual([100]);
  });

  it('give pages that join, with traces in many blocks, and in the order of their start', () => {
    const path = open();
    const at = (n: number) => ((n * 7919) % 3000) * 1000;
    for (let n = 0; n < 3000; n += 1000) {
      const traces = Array.from({ length: 1000 }, (_, i) => ({
        ...text(n + i),
        info: { ...text(n + i).info, requestTimeMs: at(n + i) },
      }));
      commitCalls(connection, [traces], path);
      index();
    }
    const filter = parseFilter("trace.text LIKE '%thing2_%'");
    const expected = Array.from({ length: 3000 }, (_, n) => n)
      .filter((n) => /^2./.test(`${n}x`))
      .sort((a, b) => at(b) - at(a))
      .map(traceIdOf);
    const found: string[] = [];
    for (let pageToken: string | undefined; ;) {
      const page = search({
        filter,
        limit: 100,
        ...(pageToken && { pageToken }),
        timeBudgetMs: 60_000,
      });
      found.push(...page.traces.map(({ traceId }) => traceId));
      pageToken = page.nextPageToken;
      if (pageToken === undefined) break;
    }
    expect(found).toEqual(expected);
  });
});
