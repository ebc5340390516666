import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { TracingError } from '@spanwright/core/model';
import { openTraceStore } from '@spanwright/store';
import { chooseDatabase } from '../database-path.ts';
import type { TargetReport } from './report.ts';

/**
 * Where traces go, and whether they can: an existing database is opened for reading, nothing is made or changed.
 * @throws TracingError when the tracking URI or the database cannot be used.
 */
export async function inspectTarget(db: string | undefined): Promise<TargetReport> {
  const { path, from } = chooseDatabase(db);
  const exists = existsSync(path);
  const newestTraceMs = exists ? await newestStart(path) : undefined;
  return {
    uri: `sqlite:${path}`,
    from,
    path,
    exists,
    writable: isWritable(dirname(path)) && (!exists || isWritable(path)),
    ...(newestTraceMs !== undefined && { newestTraceMs }),
  };
}

/** A database without a trace is as good as none. */
async function newestStart(path: string): Promise<number | undefined> {
  const store = openTraceStore({ path, mode: 'read' });
  try {
    return (await store.listTraces({ limit: 1 })).traces[0]?.requestTimeMs;
  } catch (error) {
    if (error instanceof TracingError && error.code === 'RESOURCE_DOES_NOT_EXIST') return undefined;
    throw error;
  } finally {
    await store.close();
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
