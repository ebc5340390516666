/** How much a store keeps. What is missing has no bound; past a bound the oldest traces are deleted. */
export interface Retention {
  /** Milliseconds since the start of a trace. */
  readonly maxAgeMs?: number;
  readonly maxTraces?: number;
  /** Bytes of the database that are in use. */
  readonly maxBytes?: number;
}

/** What a store holds. */
export interface StoreStats {
  readonly traces: number;
  readonly spans: number;
  readonly experiments: number;
  /** Bytes on the disk, and how many of them are free for new traces. */
  readonly bytes: number;
  readonly freeBytes: number;
  /** Starts of the oldest and the newest trace: milliseconds since the Unix epoch. */
  readonly oldestMs?: number;
  readonly newestMs?: number;
}
