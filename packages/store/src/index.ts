export type { ModelPrice } from './cost/model-price.ts';
export { LIST_PRICES, PRICES_DATE } from './cost/price-table.ts';
export type { CreatedNotice } from './created-notice.ts';
export { type OpenTraceStoreOptions, openTraceStore } from './open-trace-store.ts';
export type { Driver } from './sqlite/driver.ts';
export { loadDriver } from './sqlite/load-driver.ts';
export type { Retention, StoreStats } from './retention.ts';
export type { StoreObserver } from './store-observer.ts';
export type {
  ChartDimension,
  ChartPoint,
  ChartQuery,
  Facet,
  FacetQuery,
  Latency,
  Session,
  SessionPage,
  SessionQuery,
  Sums,
} from './summaries.ts';
export type { DeleteQuery, ListQuery, SearchQuery, TracePage, TraceStore } from './trace-store.ts';
export type { WorkerTraceStore } from './worker-trace-store.ts';
