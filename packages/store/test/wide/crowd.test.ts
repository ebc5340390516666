import { expect, it } from '@jest/globals';
import { newPath } from '../support/folder.ts';
import { NODE_BINARIES, runProgram } from '../support/run-program.ts';
import { querySql } from '../support/sql.ts';
import { openStore } from '../support/stores.ts';
import { makeTrace } from '../support/traces.ts';

const WRITERS = 8;
const READERS = 2;
// A longer run: SPANWRIGHT_CROWD_SECONDS=60.
const SECONDS = Number(process.env['SPANWRIGHT_CROWD_SECONDS'] ?? 10);

const nodeOf = (n: number): string => NODE_BINARIES[n % NODE_BINARIES.length] ?? process.execPath;

it(
  `lets ${WRITERS} processes write and ${READERS} read at the same time, for ${SECONDS} seconds, without an error`,
  async () => {
    const path = newPath();
    await openStore(path).append([makeTrace(0)]);
    const run = (program: string, n: number) =>
      runProgram(program, [path, String(SECONDS), String(n)], { node: nodeOf(n) });
    const writers = Array.from({ length: WRITERS }, (_, n) => run('append-for.mjs', n + 1));
    const readers = Array.from({ length: READERS }, (_, n) => run('read-for.mjs', n));
    const ends = await Promise.all([...writers, ...readers]);
    for (const end of ends) expect(end).toMatchObject({ code: 0, signal: null, stderr: '' });
    const counts = ends.map(({ stdout }) => Number(stdout));
    expect(Math.min(...counts)).toBeGreaterThan(0);
    const written = counts.slice(0, WRITERS).reduce((sum, count) => sum + count, 1);
    expect(querySql(path, 'SELECT count(*) AS n FROM traces')).toEqual([{ n: written }]);
    expect(querySql(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  },
  SECONDS * 1000 + 120_000,
);
