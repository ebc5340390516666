export type { CreatedNotice } from './created-notice.ts';
export { type OpenTraceStoreOptions, openTraceStore } from './open-trace-store.ts';
export type { Driver } from './sqlite/driver.ts';
export { loadDriver } from './sqlite/load-driver.ts';
export type { StoreObserver } from './store-observer.ts';
export type { DeleteQuery, ListQuery, SearchQuery, TracePage, TraceStore } from './trace-store.ts';
export type { WorkerTraceStore } from './worker-trace-store.ts';
