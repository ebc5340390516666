import { TracingError } from '../model/index.js';
/** Where traces go when nothing else is said. */
export const DEFAULT_TRACKING_URI = 'sqlite:./spanwright.db';
const SUPPORTED = 'Use sqlite:PATH, for example sqlite:./spanwright.db.';
/**
 * Reads a tracking URI: `sqlite:PATH`, and SQLAlchemy's `sqlite:///PATH` (three slashes: relative, four: absolute).
 * @throws TracingError INVALID_TRACKING_URI, saying what can be used instead.
 */
export function parseTrackingUri(uri) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
    if (scheme === 'sqlite')
        return { kind: 'sqlite', path: sqlitePath(uri) };
    throw new TracingError('INVALID_TRACKING_URI', `Cannot send traces to "${uri}": ${reason(scheme)} ${SUPPORTED}`);
}
function sqlitePath(uri) {
    const path = uri.slice('sqlite:'.length).replace(/^\/\/\//, '');
    if (path === '' || path.startsWith('//')) {
        throw new TracingError('INVALID_TRACKING_URI', `The tracking URI "${uri}" names no file. ${SUPPORTED}`);
    }
    return path;
}
function reason(scheme) {
    if (scheme === 'http' || scheme === 'https')
        return 'tracking servers are not supported yet.';
    if (scheme === 'file')
        return 'a file: URI is MLflow\'s file store; run "mlflow server" over it.';
    if (scheme === undefined)
        return 'it has no scheme.';
    return `the scheme "${scheme}" is not known.`;
}
