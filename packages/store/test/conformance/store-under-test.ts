import type { TraceStore } from '../../src/index.ts';

/** A store that the conformance suite examines. */
export interface StoreUnderTest {
  /** Opens an empty store; the suite closes it. */
  readonly open: () => TraceStore | Promise<TraceStore>;
  /** Opens another one on the same traces, as another program would; the suite closes it. */
  readonly openAgain: (store: TraceStore) => TraceStore | Promise<TraceStore>;
}

/** Opens stores for one part of the suite, and closes them after each test. */
export interface Stores {
  open(): Promise<TraceStore>;
  openAgain(store: TraceStore): Promise<TraceStore>;
}
