import { describe, expect, it } from '@jest/globals';
import { parseFilter, parseOrder } from '@spanwright/core/model';
import { commitCalls } from '../src/sqlite/commit-calls.ts';
import type { Connection } from '../src/sqlite/connection.ts';
import type { Database, Driver } from '../src/sqlite/driver.ts';
import { loadDriver } from '../src/sqlite/load-driver.ts';
import { openDatabase } from '../src/sqlite/open-database.ts';
import { perform } from '../src/sqlite/operations.ts';
import { sumUp } from '../src/sqlite/summaries/sum-up.ts';
import { TextIndexer } from '../src/sqlite/text/text-indexer.ts';
import { newPath } from './support/folder.ts';
import { randomFrom } from './support/naive-filter.ts';
import { randomConditions, randomTrace } from './support/random-filters.ts';
import { querySql } from './support/sql.ts';
import { makeSpan, makeTrace, spanIdOf, traceIdOf } from './support/traces.ts';

const TRACES = 150;
const FILTERS = 300;
const patience = { timeoutMs: 1000, giveUp: () => false };

/** A driver that notes each statement. */
function noting(statements: Set<string>): Driver {
  const real = loadDriver(() => {});
  return {
    ...real,
    open(path): Database {
      const db = real.open(path);
      return {
        exec: (sql) => db.exec(sql),
        close: () => db.close(),
        prepare: (sql) => {
          statements.add(sql);
          return db.prepare(sql);
        },
      };
    },
  };
}

/** Uses the store in every way. */
function use(connection: Connection, path: string): void {
  const random = randomFrom(7);
  const traces = Array.from({ length: TRACES }, (_, n) => randomTrace(random, n));
  commitCalls(connection, [traces], path);
  // A second time: late spans, other statements.
  commitCalls(connection, [traces.slice(0, 20), [makeTrace(1, {}, [makeSpan(1, 3)])]], path);
  connection.write(() => sumUp(connection, 1000));
  const call = (method: Parameters<typeof perform>[1], ...args: unknown[]): unknown =>
    perform(connection, method, args);
  for (let i = 0; i < FILTERS; i++) {
    const filter = parseFilter(
      randomConditions(random)
        .map(({ text }) => text)
        .join(' AND '),
    );
    call('searchTraces', { filter });
    call('searchTraces', { filter, experimentIds: ['0', '1'] });
    if (i === FILTERS / 2) for (const indexer = new TextIndexer(connection); indexer.step(););
  }
  const orderBy = parseOrder(['status', 'timestamp ASC']);
  call('searchTraces', { filter: parseFilter("tags.env = 'x'"), orderBy });
  for (const query of [{}, { experimentId: '0' }]) call('listTraces', query);
  for (const by of [undefined, 'name', 'spanType', 'model', 'tool'])
    for (const interval of [undefined, 'hour', 'day'])
      call('getChart', { by, interval, fromMs: 0, experimentIds: ['0'] });
  for (const method of ['listSessions', 'listFacets'] as const)
    for (const query of [{}, { experimentIds: ['0'] }]) call(method, query);
  call('listFacets', { filter: parseFilter("tags.env = 'x'") });
  call('getTrace', traceIdOf(1));
  call('getSpan', traceIdOf(1), spanIdOf(3));
  call('setTraceTag', traceIdOf(1), 'a', 'b');
  call('deleteTraceTag', traceIdOf(1), 'a');
  call('ensureExperiment', 'named');
  call('getExperimentByName', 'named');
  call('deleteTraces', { traceIds: [traceIdOf(1)] });
  call('deleteTraces', { experimentId: '0', maxTimestampMs: 1 });
  call('deleteTraces', { maxTraces: 1 });
}

// Tables of a few rows, what waits to be indexed, and parts of JSON.
const SMALL =
  /^SCAN (text_todo|text_blocks USING COVERING INDEX \w+|experiments|meta|facets_cut|[ij] VIRTUAL TABLE|CONSTANT ROW|\d+-ROW VALUES CLAUSE|\(subquery|\d+ CONSTANT)/;

describe('every statement of the store', () => {
  it('looks things up by an index: none walks through a table that grows', () => {
    const path = newPath();
    const statements = new Set<string>();
    const { connection } = openDatabase(noting(statements), { path, mode: 'write' }, patience);
    use(connection, path);
    connection.close();
    const planned = [...statements].filter((sql) => !sql.startsWith('PRAGMA') && !/sqlite_schema/.test(sql));
    expect(planned.length).toBeGreaterThan(100);
    const walks = planned.flatMap((sql) => {
      const plan = querySql(path, `EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => String(detail));
      return plan.filter((step) => step.startsWith('SCAN') && !SMALL.test(step)).map((step) => `${step}: ${sql}`);
    });
    expect(walks).toEqual([]);
  });
});
