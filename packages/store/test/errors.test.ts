import { describe, expect, it } from '@jest/globals';
import { TracingError } from '@spanwright/core/model';
import { collectUnhandledRejections } from '@spanwright/fixtures';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openTraceStore } from '../src/index.ts';
import { makeFolder, newPath } from './support/folder.ts';
import { execSql } from './support/sql.ts';
import { openStore } from './support/stores.ts';
import { makeSpan, makeTrace, traceIdOf } from './support/traces.ts';

async function errorOf(work: Promise<unknown> | undefined): Promise<TracingError> {
  const error = await work?.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TracingError);
  return error as TracingError;
}

const appendTo = (path: string): Promise<TracingError> => errorOf(openStore(path).append([makeTrace(1)]));

describe('a path that cannot be written', () => {
  it('is told when it is a folder', async () => {
    const error = await appendTo(makeFolder());
    expect(error).toMatchObject({ code: 'STORE_NOT_WRITABLE', message: expect.stringContaining('is a folder') });
  });

  it('is told when it is a device', async () => {
    const error = await appendTo('/dev/null');
    expect(error).toMatchObject({ code: 'STORE_NOT_WRITABLE', message: expect.stringContaining('not a regular file') });
  });

  it('is told when its folder is missing, which is not created', async () => {
    const path = join(makeFolder(), 'missing', 'traces.db');
    const error = await appendTo(path);
    expect(error.code).toBe('STORE_NOT_WRITABLE');
    expect(error.message).toBe(
      `Cannot keep traces in ${path}: the folder does not exist; create it, or choose another path.`,
    );
    expect(existsSync(dirname(path))).toBe(false);
  });

  it('is told when its folder is a file', async () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    const error = await appendTo(join(file, 'traces.db'));
    expect(error).toMatchObject({ code: 'STORE_NOT_WRITABLE', message: expect.stringContaining('is a file') });
  });

  it('is told when nobody may write there, not even root', async () => {
    const error = await appendTo('/proc/traces.db');
    expect(error.code).toBe('STORE_NOT_WRITABLE');
    expect(error.message).toMatch(/choose another path/);
  });

  it('is told by every call, and works once it can be written', async () => {
    const folder = join(makeFolder(), 'later');
    const store = openStore(join(folder, 'traces.db'));
    expect((await errorOf(store.append([makeTrace(1)]))).code).toBe('STORE_NOT_WRITABLE');
    expect((await errorOf(store.append([makeTrace(1)]))).code).toBe('STORE_NOT_WRITABLE');
    mkdirSync(folder);
    await store.append([makeTrace(1)]);
    expect(await store.getTrace(traceIdOf(1))).toEqual(makeTrace(1));
  });
});

describe('a file that is not ours', () => {
  it.each(['', 'a'])('is told when it is no SQLite database, and left as it is (%p)', async (end) => {
    const path = newPath();
    const content = `these are notes, not traces\n${'x'.repeat(5000)}${end}`;
    writeFileSync(path, content);
    const error = await appendTo(path);
    expect(error).toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining('not a SQLite database') });
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(readdirSync(dirname(path))).toHaveLength(1);
  });

  it('is told when it is damaged behind a sound first line', async () => {
    const path = newPath();
    const content = `SQLite format 3\0${'x'.repeat(5000)}`;
    writeFileSync(path, content);
    const error = await appendTo(path);
    expect(error).toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining(path) });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it("is told when it has MLflow's schema, with the command to use", async () => {
    const path = newPath();
    execSql(
      path,
      'CREATE TABLE alembic_version(version_num); CREATE TABLE experiments(experiment_id); CREATE TABLE trace_info(id)',
    );
    const before = readFileSync(path);
    const error = await appendTo(path);
    expect(error.code).toBe('STORE_FOREIGN');
    expect(error.message).toContain(`mlflow server --backend-store-uri sqlite:///${path}`);
    expect(error.message).toContain('http://127.0.0.1:5000');
    expect(readFileSync(path)).toEqual(before);
  });

  it("is told when it is another program's database", async () => {
    const path = newPath();
    execSql(path, 'CREATE TABLE customers(id)');
    const before = readFileSync(path);
    expect(await appendTo(path)).toMatchObject({ code: 'STORE_FOREIGN' });
    expect(await errorOf(openStore(path, { mode: 'read' }).listTraces())).toMatchObject({ code: 'STORE_FOREIGN' });
    expect(readFileSync(path)).toEqual(before);
  });
});

describe('reading', () => {
  it('never creates a file', async () => {
    const path = newPath();
    const store = openStore(path, { mode: 'read' });
    for (const work of [store.listTraces(), store.getTrace(traceIdOf(1))]) {
      expect(await errorOf(work)).toMatchObject({
        code: 'RESOURCE_DOES_NOT_EXIST',
        message: expect.stringContaining('there is no such file'),
      });
    }
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('tells of an empty file, and leaves it empty', async () => {
    const path = newPath();
    writeFileSync(path, '');
    const error = await errorOf(openStore(path, { mode: 'read' }).listTraces());
    expect(error).toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    expect(readFileSync(path)).toHaveLength(0);
  });

  it('does not write', async () => {
    const path = newPath();
    await openStore(path).append([makeTrace(1)]);
    const error = await errorOf(openStore(path, { mode: 'read' }).append([makeTrace(2)]));
    expect(error).toMatchObject({ code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('reading only') });
  });
});

describe('a call that cannot be carried out', () => {
  const alien = makeTrace(3, {}, [makeSpan(4, 0)]);
  const unwritable = makeTrace(3, {}, [makeSpan(3, 0, { attributes: { big: 1n } as never })]);

  it.each([
    ['a span of another trace', alien, 'belongs to trace'],
    ['a value that is not JSON', unwritable, 'cannot be written as JSON'],
    ['an empty id', makeTrace(3, { traceId: '' }, []), 'Not a trace id'],
    ['no start', makeTrace(3, { requestTimeMs: Number.NaN }), 'no start time'],
  ])('is rejected alone, with all of its traces: %s', async (_, bad, message) => {
    const store = openStore(newPath());
    // The first opens the database; meanwhile the others gather to one commit.
    const calls = [[makeTrace(0)], [makeTrace(1)], [makeTrace(2), bad], [makeTrace(5)]].map((call) =>
      store.append(call),
    );
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await errorOf(calls[2])).toMatchObject({
      code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringContaining(message),
    });
    const stored = (await store.listTraces()).traces.map((info) => info.traceId);
    expect(stored).toEqual([5, 1, 0].map(traceIdOf));
  });

  it('is rejected when its arguments cannot leave the thread', async () => {
    const store = openStore(newPath());
    const bad = makeTrace(1, {}, [makeSpan(1, 0, { attributes: { f: () => {} } as never })]);
    expect(await errorOf(store.append([bad]))).toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    await store.append([makeTrace(2)]);
    expect((await store.listTraces()).traces).toHaveLength(1);
  });

  it.each([undefined, makeTrace(1), 'tr-1'])('is rejected when it brings no array: %p', async (traces) => {
    const store = openStore(newPath());
    const other = store.append([makeTrace(1)]);
    expect(await errorOf(store.append(traces as never))).toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
    await other;
  });

  it('is rejected after the store was closed', async () => {
    const store = openTraceStore({ path: newPath() });
    await store.append([makeTrace(1)]);
    await store.close();
    await store.close();
    expect(await errorOf(store.append([makeTrace(2)]))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('does not become an unhandled rejection when nobody waits for it', async () => {
    const { unhandled } = await collectUnhandledRejections(async () => {
      const store = openStore(makeFolder());
      void store.append([makeTrace(1)]);
      await expect(store.listTraces()).rejects.toThrow(/is a folder/);
    });
    expect(unhandled).toEqual([]);
  });

  it.each(['', 7, undefined])('is an error at once for the path %p', (path) => {
    expect(() => openTraceStore({ path: path as string })).toThrow(/needs the path/);
  });
});

describe('a database that is deleted under a running program', () => {
  it('is made anew, and holds what is stored from then on', async () => {
    const path = newPath();
    const store = openStore(path);
    await store.append([makeTrace(1)]);
    for (const file of readdirSync(dirname(path))) {
      await import('node:fs/promises').then(({ rm }) => rm(join(dirname(path), file)));
    }
    await store.append([makeTrace(2)]);
    const reader = openStore(path, { mode: 'read' });
    expect((await reader.listTraces()).traces.map((info) => info.traceId)).toEqual([traceIdOf(2)]);
  });
});
