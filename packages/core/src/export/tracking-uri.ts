import { TracingError } from '../model/index.ts';
import { isDatabricks, readRestSettings } from '../rest/read-settings.ts';

/** Where traces go when nothing else is said. */
export const DEFAULT_TRACKING_URI = 'sqlite:./spanwright.db';

const SUPPORTED = 'Use sqlite:PATH, for example sqlite:./spanwright.db, or the http(s): address of an MLflow server.';

/** Name and password in the address of a database, which belong in no log. */
const PASSWORD = /\/\/.*@/;

/** A tracking URI, understood. */
export type TrackingTarget =
  | {
      readonly kind: 'sqlite';
      /** Path of the database file, relative to the working directory or absolute. */
      readonly path: string;
    }
  /** An MLflow server; `uri` as it was given. */
  | { readonly kind: 'server'; readonly uri: string };

/**
 * Reads a tracking URI: `sqlite:PATH`, and SQLAlchemy's `sqlite:///PATH` (three slashes: relative, four: absolute);
 * `http(s)://HOST`, also with a path; `databricks`, whose host and token the environment has.
 * @throws TracingError INVALID_TRACKING_URI, saying what can be used instead.
 */
export function parseTrackingUri(uri: string): TrackingTarget {
  // What a program takes from its environment may be missing there.
  if (typeof uri !== 'string')
    throw new TracingError('INVALID_TRACKING_URI', `A tracking URI must be a text, got ${typeof uri}. ${SUPPORTED}`);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === 'sqlite') return { kind: 'sqlite', path: sqlitePath(uri) };
  if (scheme === 'http' || scheme === 'https' || isDatabricks(uri)) return { kind: 'server', uri: checkedAddress(uri) };
  const shown = uri.replace(PASSWORD, '//…@');
  throw new TracingError('INVALID_TRACKING_URI', `Cannot send traces to "${shown}": ${reason(scheme)} ${SUPPORTED}`);
}

// Where it cannot be used, that is said now and not at the first trace.
function checkedAddress(uri: string): string {
  readRestSettings(uri);
  return uri;
}

function sqlitePath(uri: string): string {
  const path = uri.slice('sqlite:'.length).replace(/^\/\/\//, '');
  // A database in memory would be gone with the thread that has it.
  if (path === '' || path === ':memory:' || path.startsWith('//')) {
    throw new TracingError('INVALID_TRACKING_URI', `The tracking URI "${uri}" names no file. ${SUPPORTED}`);
  }
  return path;
}

function reason(scheme: string | undefined): string {
  if (scheme === 'file') return 'a file: URI is MLflow\'s file store; run "mlflow server" over it.';
  if (scheme === undefined) return 'it has no scheme.';
  return `the scheme "${scheme}" is not known.`;
}
