import { resolve } from 'node:path';
import { TracingError, getTrackingUri, setTrackingUri } from '@spanwright/core';

const SQLITE_SCHEME = /^sqlite:(\/\/\/)?/i;

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
  if (db !== undefined) return { path: resolve(db.replace(SQLITE_SCHEME, '')), from: '--db' };
  const uri = process.env['MLFLOW_TRACKING_URI'];
  if (!uri) return { path: pathIn(getTrackingUri()), from: 'default' };
  checkUri(uri);
  return { path: pathIn(uri), from: 'MLFLOW_TRACKING_URI' };
}

function checkUri(uri: string): void {
  try {
    setTrackingUri(uri);
  } catch (cause) {
    const message = `MLFLOW_TRACKING_URI is "${uri}", which names no database file. Set it to sqlite:PATH, or give --db.`;
    throw new TracingError('INVALID_TRACKING_URI', message, { cause });
  }
}

function pathIn(sqliteUri: string): string {
  return resolve(sqliteUri.replace(SQLITE_SCHEME, ''));
}
