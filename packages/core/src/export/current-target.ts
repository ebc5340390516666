import { warnOnce } from '../logger.ts';
import { TracingError } from '../model/index.ts';
import { withOtlp } from '../otlp/otlp-target.ts';
import { RemoteStore } from '../rest/remote-store.ts';
import { sharedSlot } from '../shared-state.ts';
import { StoreExporter } from './store-exporter.ts';
import type { TraceExporter } from './trace-exporter.ts';
import type { TrackingStore } from './tracking-store.ts';
import { DEFAULT_TRACKING_URI, parseTrackingUri } from './tracking-uri.ts';

interface TargetState {
  /** Undefined until it was set or first needed: the environment is read then, not at import. */
  uri: string | undefined;
  /** In force while `withTrackingUri` runs. */
  scopedUri?: string | undefined;
  /** Replaces the target of the URI, when set. */
  exporter: TraceExporter | undefined;
  /** By URI. */
  readonly stores: Map<string, TrackingStore>;
}

const state = sharedSlot<TargetState>('target', () => ({ uri: undefined, exporter: undefined, stores: new Map() }));

/**
 * Sends every trace that starts after the call to `uri`: `sqlite:PATH`, or the address of an MLflow server.
 * @throws TracingError INVALID_TRACKING_URI for a scheme or path that cannot be used; the target stays as it was.
 */
export function setTrackingUri(uri: string): void {
  parseTrackingUri(uri);
  state.uri = uri;
}

/** Where traces go: what was set, else `MLFLOW_TRACKING_URI`, else `sqlite:./spanwright.db`. */
export function getTrackingUri(): string {
  state.uri ??= uriFromEnvironment() ?? DEFAULT_TRACKING_URI;
  return state.uri;
}

/** Sends traces to `exporter` instead of the tracking URI; undefined goes back to the URI. */
export function setTraceExporter(exporter: TraceExporter | undefined): void {
  state.exporter = exporter;
}

/** Where a trace that starts now goes: a collector where the environment names one, else what the tracking URI names. */
export function currentExporter(): TraceExporter {
  return state.exporter ?? withOtlp(() => currentStore().exporter);
}

/** What the tracking URI names. */
export function currentStore(): TrackingStore {
  const uri = state.scopedUri ?? getTrackingUri();
  let store = state.stores.get(uri);
  if (!store) state.stores.set(uri, (store = openStore(uri)));
  return store;
}

/**
 * Runs `work` with another tracking URI in force, until it returns: what it does behind its first `await` has to ask
 * for the store before.
 */
export function withTrackingUri<T>(uri: string | undefined, work: () => T): T {
  if (uri === undefined) return work();
  const outer = state.scopedUri;
  state.scopedUri = uri;
  try {
    return work();
  } finally {
    state.scopedUri = outer;
  }
}

function openStore(uri: string): TrackingStore {
  const target = parseTrackingUri(uri);
  return target.kind === 'sqlite' ? new StoreExporter(target.path) : new RemoteStore(target.uri);
}

function uriFromEnvironment(): string | undefined {
  const uri = process.env['MLFLOW_TRACKING_URI'];
  if (!uri) return undefined;
  try {
    parseTrackingUri(uri);
    return uri;
  } catch (error) {
    const message = error instanceof TracingError ? error.message : String(error);
    warnOnce(`MLFLOW_TRACKING_URI is ignored, traces go to ${DEFAULT_TRACKING_URI}: ${message}`);
    return undefined;
  }
}
