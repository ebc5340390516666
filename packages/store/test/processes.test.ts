import { describe, expect, it } from '@jest/globals';
import { newPath } from './support/folder.ts';
import { NODE_BINARIES, runProgram } from './support/run-program.ts';
import { querySql } from './support/sql.ts';
import { listAll, openStore } from './support/stores.ts';
import { makeSpan, makeTrace, spanIdOf, traceIdOf } from './support/traces.ts';

const TRACES_EACH = 300;

describe('several processes on one database', () => {
  it('all store their traces, into a file that none of them found there', async () => {
    const path = newPath();
    // Two of each Node: they start together, so that each may be the one that makes the file.
    const nodes = NODE_BINARIES.flatMap((node) => [node, node]);
    const runs = await Promise.all(
      nodes.map((node, i) => {
        const range = [i * TRACES_EACH, (i + 1) * TRACES_EACH].map(String);
        return runProgram('append-range.mjs', [path, ...range], { node });
      }),
    );
    for (const run of runs) expect(run).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const store = openStore(path, { mode: 'read' });
    expect(await listAll(store)).toHaveLength(nodes.length * TRACES_EACH);
    expect((await store.getTrace(traceIdOf(TRACES_EACH)))?.spans).toHaveLength(10);
    expect(querySql(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('see what another has stored, and may add to its traces', async () => {
    const path = newPath();
    const [one, other] = [openStore(path), openStore(path)];
    await Promise.all([one.append([makeTrace(1)]), other.append([makeTrace(2)])]);
    await other.append([makeTrace(1, {}, [makeSpan(1, 1)])]);
    expect((await one.getTrace(traceIdOf(1)))?.spans.map((span) => span.spanId)).toEqual([0, 1].map(spanIdOf));
    expect(await listAll(one)).toEqual(await listAll(other));
  });

  it('wait for one that keeps the database locked', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1)]);
    const { loadDriver } = await import('../src/sqlite/load-driver.ts');
    const locker = loadDriver(() => {}).open(path);
    locker.exec('BEGIN IMMEDIATE');
    let stored = false;
    const call = store.append([makeTrace(2)]).then(() => (stored = true));
    // Longer than one waiting of SQLite itself.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(stored).toBe(false);
    locker.exec('COMMIT');
    locker.close();
    await call;
    expect(await listAll(store)).toHaveLength(2);
  });
});
