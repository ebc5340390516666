import { describe, expect, it } from '@jest/globals';
import { brotliCompressSync } from 'node:zlib';
import { newPath } from './support/folder.ts';
import { execSql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const [SOUND, DAMAGED] = [traceIdOf(1), traceIdOf(2)];

describe.each([
  ['are no JSON', '[{"span_id":'],
  ['are no spans', '[{"span_id":"0000000000000001"}]'],
  ['have no time', '[{"span_id":"1","name":"a","status":{"code":"OK"},"attributes":{},"events":[]}]'],
])('stored spans that %s', (_, text) => {
  it('are told of where their trace is read, and left out where others are read too', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1), makeTrace(2)]);
    await store.close();
    const data = brotliCompressSync(text).toString('hex');
    execSql(path, `UPDATE payload SET data = x'${data}' WHERE id >> 20 = (SELECT max(id) FROM traces)`);
    const reader = openStore(path, { mode: 'read' });
    const error = { name: 'TracingError', code: 'STORE_CORRUPT', message: expect.stringContaining(DAMAGED) };
    await expect(reader.getTrace(DAMAGED)).rejects.toMatchObject(error);
    await expect(reader.getTraceOutline(DAMAGED)).rejects.toMatchObject(error);
    expect((await reader.getTraces([DAMAGED, SOUND])).map(({ info }) => info.traceId)).toEqual([SOUND]);
  });
});
