import { describe, expect, it } from '@jest/globals';
import { statSync } from 'node:fs';
import { brotliDecompressSync, deflateRawSync } from 'node:zlib';
import type { Database } from '../src/sqlite/driver.ts';
import { loadDriver } from '../src/sqlite/load-driver.ts';
import { APPLICATION_ID, MIGRATIONS, migrate, schemaVersion } from '../src/sqlite/migrations.ts';
import { newPath } from './support/folder.ts';
import { execSql, querySql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const patience = { timeoutMs: 1000, giveUp: () => false };
const NEWEST = MIGRATIONS.length;

function withDatabase<T>(path: string, work: (db: Database) => T): T {
  const db = loadDriver(() => {}).open(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const columnsOf = (path: string) =>
  querySql(path, 'SELECT m.name, c.name AS column FROM sqlite_schema m, pragma_table_info(m.name) c ORDER BY 1, 2');

describe('a database', () => {
  it('is made with the newest schema and our mark', async () => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    expect(querySql(path, 'PRAGMA user_version')).toEqual([{ user_version: NEWEST }]);
    expect(querySql(path, 'PRAGMA application_id')).toEqual([{ application_id: APPLICATION_ID }]);
    expect(querySql(path, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(querySql(path, 'PRAGMA page_size')).toEqual([{ page_size: 4096 }]);
    expect(querySql(path, 'PRAGMA auto_vacuum')).toEqual([{ auto_vacuum: 2 }]);
    expect(querySql(path, 'SELECT id, name FROM experiments')).toEqual([{ id: '0', name: 'Default' }]);
  });

  it('is brought up from version 0', async () => {
    const path = newPath();
    execSql(path, `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 0`);
    const store = openStore(path);
    await store.append([makeTrace(1)]);
    expect(await store.getTrace(traceIdOf(1))).toEqual(makeTrace(1));
  });

  it('is the same whether it was made new or step by step', async () => {
    const [made, stepped] = [newPath(), newPath()];
    await openStore(made).append([]);
    withDatabase(stepped, (db) => {
      for (let version = 1; version <= NEWEST; version++) migrate(db, patience, MIGRATIONS.slice(0, version));
    });
    expect(columnsOf(stepped)).toEqual(columnsOf(made));
  });

  it('keeps its traces through a step from the version before', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1)]);
    await store.close();
    const next = [...MIGRATIONS, "ALTER TABLE traces ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'"];
    withDatabase(path, (db) => migrate(db, patience, next));
    expect(querySql(path, 'PRAGMA user_version')).toEqual([{ user_version: NEWEST + 1 }]);
    expect(querySql(path, 'SELECT spans, colour FROM traces')).toEqual([{ spans: 1, colour: 'blue' }]);
  });

  it('has its spans read that were compressed by deflate', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1)]);
    withDatabase(path, (db) => {
      const { data } = db.prepare('SELECT data FROM payload').get() ?? {};
      const deflated = deflateRawSync(brotliDecompressSync(data as Uint8Array));
      db.prepare('UPDATE payload SET codec = 1, data = ?').run(deflated);
    });
    expect(await store.getTrace(traceIdOf(1))).toEqual(makeTrace(1));
  });

  it('stays at its version when a step fails in the middle', () => {
    withDatabase(newPath(), (db) => {
      migrate(db, patience);
      const broken = [...MIGRATIONS, 'CREATE TABLE half(a); DROP TABLE missing'];
      expect(() => migrate(db, patience, broken)).toThrow(/missing/);
      expect(schemaVersion(db)).toBe(NEWEST);
      expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    });
  });

  it.each(['append', 'read'])('of a newer version is refused and left as it is: %s', async (use) => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    execSql(path, `PRAGMA user_version = ${NEWEST + 1}; PRAGMA wal_checkpoint(TRUNCATE)`);
    const { mtimeMs, size } = statSync(path);
    const store = openStore(path, { mode: use === 'read' ? 'read' : 'write' });
    await expect(use === 'read' ? store.listTraces() : store.append([makeTrace(2)])).rejects.toMatchObject({
      name: 'TracingError',
      code: 'STORE_NEWER_SCHEMA',
      message: expect.stringContaining('Update @spanwright/store'),
    });
    expect(statSync(path)).toMatchObject({ mtimeMs, size });
  });
});
