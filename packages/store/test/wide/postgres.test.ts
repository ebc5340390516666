import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PostgresServer, startPostgres } from '@spanwright/fixtures';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TraceStore } from '../../src/index.ts';
import { type PgPool, type PostgresTraceStore, openPostgresStore } from '../../src/postgres/index.ts';
import { describeParts, describeStore } from '../conformance/describe-store.ts';
import { describeLarge } from '../conformance/large.ts';
import type { StoreUnderTest } from '../conformance/store-under-test.ts';
import { compareFilters } from '../support/filter-property.ts';
import { makeTrace, traceIdOf } from '../support/traces.ts';

const requireFixture = createRequire(join(__dirname, '../../../../fixtures/versions/postgres/package.json'));
const { Pool } = requireFixture('pg') as { readonly Pool: new (options: object) => PgPool };

let server: PostgresServer;
let schemas = 0;
const schemaOf = new Map<TraceStore, string>();

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function openIn(schema: string): PostgresTraceStore {
  const pool = new Pool({ connectionString: server.connectionString, max: 4 });
  const store = openPostgresStore({ pool, schema });
  schemaOf.set(store, schema);
  return store;
}

const underTest: StoreUnderTest = {
  open: () => openIn(`test_${++schemas}`),
  openAgain: (store) => openIn(schemaOf.get(store) ?? ''),
};

describeStore('PostgreSQL', underTest);
describeParts('PostgreSQL', underTest, [describeLarge]);

describe('a store in PostgreSQL', () => {
  it('finds by many more random filters what a plain walk finds, as SQLite does', async () => {
    const store = openIn(`test_${++schemas}`);
    expect(await compareFilters(store, 5, 1000)).toEqual([]);
    await store.close();
  });

  it('is made once, however many programs come first', async () => {
    const schema = `test_${++schemas}`;
    const stores = Array.from({ length: 6 }, () => openIn(schema));
    await Promise.all(stores.map((store, n) => store.append([makeTrace(n)])));
    expect((await stores[0]!.listTraces()).traces).toHaveLength(6);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('loses nothing that it has acknowledged when the server is killed, and goes on afterwards', async () => {
    const own = await startPostgres({ durable: true });
    const pool = new Pool({ connectionString: own.connectionString });
    const store = openPostgresStore({ pool });
    await store.append([makeTrace(1)]);
    await own.kill();
    await expect(store.append([makeTrace(2)])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await own.restart();
    await store.append([makeTrace(3)]);
    expect((await store.listTraces()).traces.map(({ traceId }) => traceId)).toEqual([traceIdOf(3), traceIdOf(1)]);
    await store.close();
    await own.stop();
  });

  it('says what is wrong where there is no server, no database, or no such tool', async () => {
    const nowhere = openPostgresStore({ pool: new Pool({ host: '/nonexistent' }) });
    await expect(nowhere.listTraces()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const missing = new Pool({ connectionString: server.connectionString.replace('/postgres?', '/missing?') });
    const store = openPostgresStore({ pool: missing });
    await expect(store.append([makeTrace(1)])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('create the database'),
    });
    await expect(store.backup()).rejects.toMatchObject({ message: expect.stringContaining('pg_dump') });
    await Promise.all([nowhere.close(), store.close()]);
    await expect(store.listTraces()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
