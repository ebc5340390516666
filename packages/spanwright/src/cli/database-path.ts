import { resolve } from 'node:path';
import { TracingError, getTrackingUri } from '@spanwright/core';
import { parseTrackingUri } from '@spanwright/core/kit';

/** Which database file a command reads, and what named it. */
export interface DatabaseChoice {
  /** Absolute. */
  readonly path: string;
  readonly from: '--db' | 'MLFLOW_TRACKING_URI' | 'default';
}

const ADVICE = {
  '--db': 'Give the path of a file; "spanwright ui" and "spanwright server" take postgresql://… as well.',
  MLFLOW_TRACKING_URI: 'Set it to sqlite:PATH, or give --db.',
} as const;

/**
 * The database that `--db` names (a path, or a `sqlite:` URI), else `MLFLOW_TRACKING_URI`, else the default.
 * @throws TracingError INVALID_TRACKING_URI when the option or the variable names something that is no database file.
 */
export function chooseDatabase(db: string | undefined): DatabaseChoice {
  if (db !== undefined) return { path: resolve(isUri(db) ? fileNamedBy('--db', db) : db), from: '--db' };
  const uri = process.env['MLFLOW_TRACKING_URI'];
  if (uri) return { path: resolve(fileNamedBy('MLFLOW_TRACKING_URI', uri)), from: 'MLFLOW_TRACKING_URI' };
  return { path: resolve(fileOf(getTrackingUri())), from: 'default' };
}

function isUri(db: string): boolean {
  return /^(?:sqlite:|[a-z][a-z\d+.-]*:\/\/)/i.test(db);
}

function fileOf(uri: string): string {
  const target = parseTrackingUri(uri);
  if (target.kind === 'sqlite') return target.path;
  throw new TracingError('INVALID_TRACKING_URI', `"${uri}" is a server, no database file.`);
}

function fileNamedBy(from: keyof typeof ADVICE, uri: string): string {
  try {
    return fileOf(uri);
  } catch {
    // No cause: it would tell the password of a database.
    const shown = uri.replace(/\/\/[^/]*@/, '//…@');
    const message = `${from} is "${shown}", which names no database file. ${ADVICE[from]}`;
    throw new TracingError('INVALID_TRACKING_URI', message);
  }
}
