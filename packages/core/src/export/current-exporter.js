import { warnOnce } from '../logger.js';
import { TracingError } from '../model/index.js';
import { withOtlp } from '../otlp/otlp-target.js';
import { sharedSlot } from '../shared-state.js';
import { StoreExporter } from './store-exporter.js';
import { DEFAULT_TRACKING_URI, parseTrackingUri } from './tracking-uri.js';
const state = sharedSlot('target', () => ({ uri: undefined, exporter: undefined, stores: new Map() }));
/**
 * Sends every trace that starts after the call to `uri`: `sqlite:PATH`.
 * @throws TracingError INVALID_TRACKING_URI for a scheme or path that cannot be used; the target stays as it was.
 */
export function setTrackingUri(uri) {
    parseTrackingUri(uri);
    state.uri = uri;
}
/** Where traces go: what was set, else `MLFLOW_TRACKING_URI`, else `sqlite:./spanwright.db`. */
export function getTrackingUri() {
    state.uri ??= uriFromEnvironment() ?? DEFAULT_TRACKING_URI;
    return state.uri;
}
/** Sends traces to `exporter` instead of the tracking URI; undefined goes back to the URI. */
export function setTraceExporter(exporter) {
    state.exporter = exporter;
}
/** Where a trace that starts now goes: a collector where the environment names one, else what the tracking URI names. */
export function currentExporter() {
    return state.exporter ?? withOtlp(currentStore);
}
/** The store that the tracking URI names. */
export function currentStore() {
    const uri = state.scopedUri ?? getTrackingUri();
    let store = state.stores.get(uri);
    if (!store)
        state.stores.set(uri, (store = new StoreExporter(parseTrackingUri(uri).path)));
    return store;
}
/**
 * Runs `work` with another tracking URI in force, until it returns: what it does behind its first `await` has to ask
 * for the store before.
 */
export function withTrackingUri(uri, work) {
    if (uri === undefined)
        return work();
    const outer = state.scopedUri;
    state.scopedUri = uri;
    try {
        return work();
    }
    finally {
        state.scopedUri = outer;
    }
}
function uriFromEnvironment() {
    const uri = process.env['MLFLOW_TRACKING_URI'];
    if (!uri)
        return undefined;
    try {
        parseTrackingUri(uri);
        return uri;
    }
    catch (error) {
        const message = error instanceof TracingError ? error.message : String(error);
        warnOnce(`MLFLOW_TRACKING_URI is ignored, traces go to ${DEFAULT_TRACKING_URI}: ${message}`);
        return undefined;
    }
}
