import { resolve } from 'node:path';
import { TracingError, getTrackingUri } from '@spanwright/core';
import { parseTrackingUri } from '@spanwright/core/kit';

/** Which database file a command reads, and what named it. */
export interface DatabaseChoice {
  /** Absolute. */
  readonly path: string;
  readonly from: '--db' | 'MLFLOW_TRACKING_URI' | 'default';
}

/**
 * The database that `--db` names (a path, or a `sqlite:` URI), else `MLFLOW_TRACKING_URI`, else the default.
 * @throws TracingError INVALID_TRACKING_URI when the variable names something that is no database file.
 */
export function chooseDatabase(db: string | undefined): DatabaseChoice {
  if (db !== undefined) return { path: resolve(isSqliteUri(db) ? fileOf(db) : db), from: '--db' };
  const uri = process.env['MLFLOW_TRACKING_URI'];
  if (uri) return { path: resolve(pathInVariable(uri)), from: 'MLFLOW_TRACKING_URI' };
  return { path: resolve(fileOf(getTrackingUri())), from: 'default' };
}

function isSqliteUri(db: string): boolean {
  return /^sqlite:/i.test(db);
}

function fileOf(uri: string): string {
  const target = parseTrackingUri(uri);
  if (target.kind === 'sqlite') return target.path;
  throw new TracingError('INVALID_TRACKING_URI', `"${uri}" is a server, no database file.`);
}

function pathInVariable(uri: string): string {
  try {
    return fileOf(uri);
  } catch (cause) {
    const message = `MLFLOW_TRACKING_URI is "${uri}", which names no database file. Set it to sqlite:PATH, or give --db.`;
    throw new TracingError('INVALID_TRACKING_URI', message, { cause });
  }
}
