import { describe, expect, it } from '@jest/globals';
import { type TraceData, parseFilter } from '@spanwright/core/model';
import { MIGRATIONS } from '../src/sqlite/migrations.ts';
import { SqliteTraceStore } from '../src/sqlite/sqlite-trace-store.ts';
import { type PackedPage, unpackPage } from '../src/packed-page.ts';
import type { SearchQuery, TracePage } from '../src/trace-store.ts';
import { type SearchedStore, compareFilters } from './support/filter-property.ts';
import { newPath } from './support/folder.ts';
import { postAll } from './support/post-all.ts';
import { execSql, querySql } from './support/sql.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

/** A store that does nothing behind its writes. */
function openIdle(path: string): SqliteTraceStore {
  const patience = { timeoutMs: 1000, giveUp: () => false };
  return new SqliteTraceStore({ path, mode: 'write' }, patience, { warn: () => {}, created: () => {} });
}

function append(store: SqliteTraceStore, traces: readonly TraceData[]): void {
  const [error] = store.append([traces]);
  if (error) throw error;
}

function search(store: SqliteTraceStore, query: SearchQuery): TracePage {
  return unpackPage(store.perform('searchTraces', [query]) as PackedPage);
}

function idsFor(store: SqliteTraceStore, filter: string): readonly string[] {
  const { traces } = search(store, { filter: parseFilter(filter) });
  return traces.map(({ traceId }) => traceId);
}

/** A store where the first half of what is appended has its postings, and the other has not. */
function halfPosted(path: string): SearchedStore {
  const store = openIdle(path);
  return {
    append: async (traces) => {
      append(store, traces.slice(0, traces.length / 2));
      store.sumUp();
      append(store, traces.slice(traces.length / 2));
    },
    searchTraces: async (query) => search(store, query ?? {}),
  };
}

const count = (path: string): unknown => querySql(path, 'SELECT count(*) AS n FROM post')[0]?.['n'];
const tagged = (n: number, env: string): TraceData => makeTrace(n, { tags: { env } });

describe('postings, which are written behind the traces', () => {
  it('are not missed by searches before they are there', async () => {
    const path = newPath();
    expect(await compareFilters(halfPosted(path), 2, 300)).toEqual([]);
    expect(querySql(path, "SELECT value FROM meta WHERE key = 'posted_upto'")).toEqual([{ value: '150' }]);
  });

  it('are the same, whether they are written before or after a trace changes', () => {
    const [early, late] = [newPath(), newPath()];
    for (const path of [early, late]) {
      const store = openIdle(path);
      append(store, [tagged(1, 'dev'), tagged(2, 'dev')]);
      if (path === early) store.sumUp();
      append(store, [makeTrace(1, { tags: { env: 'prod' } }, [makeSpan(1, 1, { name: 'a\0b' })])]);
      store.perform('setTraceTag', [traceIdOf(2), 'owner', 'me']);
      expect(idsFor(store, "tags.env = 'prod'")).toEqual([traceIdOf(1)]);
      expect(idsFor(store, "tags.owner = 'me' AND tags.env = 'dev'")).toEqual([traceIdOf(2)]);
      store.close();
      postAll(path);
    }
    const read = 'SELECT dict.text, hex(v) AS v, ts, trace FROM post JOIN dict ON dict.id = k ORDER BY 1, 2, 3, 4';
    expect(querySql(early, read)).toEqual(querySql(late, read));
  });

  it('are there for a trace that takes the place of a deleted one', () => {
    const store = openIdle(newPath());
    append(store, [tagged(1, 'a'), tagged(2, 'a')]);
    store.sumUp();
    store.perform('deleteTraces', [{ traceIds: [traceIdOf(2)] }]);
    append(store, [tagged(3, 'b')]);
    expect(idsFor(store, "tags.env = 'b'")).toEqual([traceIdOf(3)]);
    store.sumUp();
    expect(idsFor(store, "tags.env = 'b'")).toEqual([traceIdOf(3)]);
  });

  it('leave nothing behind when a trace is deleted before they are written', () => {
    const path = newPath();
    const store = openIdle(path);
    append(store, [tagged(1, 'a')]);
    store.perform('deleteTraces', [{ traceIds: [traceIdOf(1)] }]);
    store.sumUp();
    expect(count(path)).toBe(0);
  });

  it('of a database of the version before are kept, and added to', () => {
    const path = newPath();
    append(openIdle(path), [tagged(1, 'a')]);
    postAll(path);
    execSql(path, "DELETE FROM meta WHERE key = 'posted_upto'; PRAGMA user_version = 3");
    const store = openIdle(path);
    append(store, [tagged(2, 'a')]);
    expect(idsFor(store, "tags.env = 'a'")).toEqual([traceIdOf(2), traceIdOf(1)]);
    expect(querySql(path, 'PRAGMA user_version')).toEqual([{ user_version: MIGRATIONS.length }]);
    store.sumUp();
    expect(idsFor(store, "tags.env = 'a'")).toEqual([traceIdOf(2), traceIdOf(1)]);
  });
});
