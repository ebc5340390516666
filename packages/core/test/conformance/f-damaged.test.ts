import { describe, expect } from '@jest/globals';
import { createRequire } from 'node:module';
import { getTrace, getTrackingUri, searchTraces, startSpan } from '../../src/index.ts';
import { conformsLogged } from './support/conforms.ts';

interface SqliteModule {
  readonly DatabaseSync: new (path: string) => {
    prepare(sql: string): { run(...values: readonly unknown[]): unknown };
    close(): void;
  };
}

/** Writes nonsense over the spans of a stored trace. */
function damage(traceId: string): void {
  const require = createRequire(__filename);
  const { DatabaseSync } = require('@photostructure/sqlite') as SqliteModule;
  const database = new DatabaseSync(getTrackingUri().replace('sqlite:', ''));
  try {
    const sql = `UPDATE payload SET data = x'00ff00ff' WHERE id / 1048576 = (SELECT id FROM traces WHERE trace_id = ?)`;
    database.prepare(sql).run(Buffer.from(traceId.slice(3), 'hex'));
  } finally {
    database.close();
  }
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
