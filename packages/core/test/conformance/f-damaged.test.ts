import { execFileSync } from 'node:child_process';
import { describe, expect } from '@jest/globals';
import { getTrace, getTrackingUri, searchTraces, startSpan } from '../../src/index.ts';
import { conformsLogged } from './support/conforms.ts';

const DAMAGE = `
  const { DatabaseSync } = require('@photostructure/sqlite');
  const database = new DatabaseSync(process.argv[1]);
  // Our own worker may be writing to the index of texts.
  database.exec('PRAGMA busy_timeout = 60000');
  const { changes } = database
    .prepare("UPDATE payload SET data = x'00ff00ff' WHERE id / 1048576 = (SELECT id FROM traces WHERE trace_id = ?)")
    .run(Buffer.from(process.argv[2], 'hex'));
  database.close();
  process.exitCode = changes === 1 ? 0 : 1;`;

/**
 * Writes nonsense over the spans of a stored trace. By a process of its own: two builds of SQLite in one process know
 * nothing of each other's locks (https://sqlite.org/howtocorrupt.html, 2.2.1).
 */
function damage(traceId: string): void {
  const path = getTrackingUri().replace('sqlite:', '');
  execFileSync(process.execPath, ['--eval', DAMAGE, path, traceId.slice(3)], { cwd: __dirname });
}

describe('a trace whose spans are damaged', () => {
  conformsLogged([116, 117], 'is an error that says so when it is read, and left out of a search', async (of) => {
    const [sound, damaged] = ['sound', 'damaged'].map((name) => {
      const span = startSpan({ name });
      span.end();
      return span.traceId;
    });
    expect(await searchTraces()).toHaveLength(2);
    damage(damaged ?? '');
    await expect(getTrace(damaged ?? '')).rejects.toMatchObject({
      code: 'STORE_CORRUPT',
      message: expect.stringContaining(damaged ?? ''),
    });
    expect((await searchTraces()).rows.map(({ trace_id }) => trace_id)).toEqual([sound]);
    expect(of.warnings).toEqual([expect.stringContaining(damaged ?? '')]);
  });
});
