import { describe, expect, it } from '@jest/globals';
import { newPath } from './support/folder.ts';
import { ended, startProgram } from './support/run-program.ts';
import { querySql } from './support/sql.ts';
import { listAll, openStore } from './support/stores.ts';
import { traceIdOf } from './support/traces.ts';

const ROUNDS = 10;

describe('a process that is killed while it stores traces', () => {
  it(`has lost none that it was told to be stored, ${ROUNDS} times on one database`, async () => {
    const path = newPath();
    for (let round = 0; round < ROUNDS; round++) {
      const child = startProgram('append-forever.mjs', [path, String(round * 100_000)]);
      // At once, or after some more commits: the moment differs from round to round.
      child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), round * 7));
      const { signal, stdout } = await ended(child);
      expect(signal).toBe('SIGKILL');
      const acknowledged = stdout.split('\n').slice(0, -1).map(Number);
      expect(acknowledged.length).toBeGreaterThan(0);
      const store = openStore(path, { mode: 'read' });
      const stored = new Set((await listAll(store)).map((info) => info.traceId));
      expect(acknowledged.filter((n) => !stored.has(traceIdOf(n)))).toEqual([]);
      expect((await store.getTrace(traceIdOf(acknowledged.at(-1)!)))?.spans).toHaveLength(10);
      expect(querySql(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    }
  });
});
