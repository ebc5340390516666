import { describe, expect, it } from '@jest/globals';
import { SqliteTraceStore } from '../src/sqlite/sqlite-trace-store.ts';
import { newPath } from './support/folder.ts';
import { querySql } from './support/sql.ts';
import { makeTrace } from './support/traces.ts';

// A dozen pages each.
const TRACES = 150;

/** How many pages were written ahead, and are not in the database itself. */
function pagesAhead(path: string): number {
  const { log, checkpointed } = querySql(path, 'PRAGMA wal_checkpoint(NOOP)')[0] ?? {};
  return Number(log) - Number(checkpointed);
}

describe('what is written ahead of the database', () => {
  it('is put into it when nobody has written for a while, not before', () => {
    const path = newPath();
    const patience = { timeoutMs: 1000, giveUp: () => false };
    const store = new SqliteTraceStore({ path, mode: 'write' }, patience, { warn: () => {}, created: () => {} });
    for (let n = 0; n < TRACES; n++) expect(store.append([[makeTrace(n)]])).toEqual([undefined]);
    while (store.doIdleWork(false));
    expect(pagesAhead(path)).toBeGreaterThan(1000);
    while (store.doIdleWork(true));
    expect(pagesAhead(path)).toBe(0);
    store.close();
  });
});
