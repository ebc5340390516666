/** Every bound of core, in one place; `docs/limits.md` explains each. Past a bound data is cut or dropped, counted and reported. */
export const limits = {
  /** Characters of one recorded string; the rest is cut. */
  stringChars: 4_194_304,
  /** Characters of one recorded string that starts like base64 media; longer ones are cut as any string. */
  mediaChars: 67_108_864,
  /** Characters of base64 from which media are lifted out into an attachment. */
  attachmentMinChars: 1024,
  /** Bytes of attachments that may wait to be written; past it further ones are left out. */
  unwrittenAttachmentBytes: 268_435_456,
  /** Objects and lists in one recorded input, output or attribute. */
  snapshotNodes: 100_000,
  /** Values of all kinds in one. */
  snapshotValues: 1_000_000,
  /** Nesting of one recorded value. */
  snapshotDepth: 64,
  /** Events of one span; the oldest are kept. */
  eventsPerSpan: 1000,
  /** Items that a traced generator yields and that are kept as its output; further ones are counted. */
  yieldedItems: 10_000,
  /** Estimated bytes of such items. */
  yieldedBytes: 16_777_216,
  /** Traces that may be in progress at once; past it the oldest is ended and exported as it stands. */
  openTraces: 10_000,
  /** Ended spans that a trace in progress may hold back; past it they are exported ahead of the rest. */
  heldSpans: 5000,
  /** Traces that may wait for export; past it the oldest are dropped. */
  queuedTraces: 20_000,
  /** Estimated bytes that may wait for export; past it the oldest are dropped. */
  queuedBytes: 268_435_456,
  /** Batches that an exporter may be working on at once. */
  batchesInFlight: 8,
  /** Traces in one batch. */
  batchTraces: 256,
  /** Estimated bytes in one batch. */
  batchBytes: 4_194_304,
  /** Milliseconds that a finished trace waits at most before it is exported. */
  exportDelayMs: 100,
  /** Milliseconds of the program's time that one slice of export work takes. */
  exportSliceMs: 1,
  /** Milliseconds until traces that could not be stored are tried again; doubled each time. */
  retryDelayMs: 250,
  /** Milliseconds between two such tries at most. */
  retryDelayMaxMs: 30_000,
  /** Milliseconds after which traces that cannot be stored are given up: MLflow's 500 s. */
  retryMs: 500_000,
  /** Milliseconds that the end of the program waits for traces to be stored. */
  exitWaitMs: 5000,
  /** Milliseconds that the program stands still for one trace at most where logging is synchronous. */
  syncWaitMs: 5000,
  /** Bytes of the traces that wait on disk for one server; past it the oldest are dropped. */
  spoolBytes: 1_073_741_824,
  /** Files with traces that wait on disk for one server; past it the oldest are dropped. */
  spoolFiles: 100_000,
  /** Milliseconds that traces wait on disk for a server: seven days. */
  spoolAgeMs: 604_800_000,
  /** Milliseconds that `flush()` waits for a server to take the traces that are on disk. */
  deliverWaitMs: 10_000,
  /** Milliseconds that the end of the program waits for it. */
  deliverAtExitMs: 3000,
  /** Milliseconds until a server that is away is asked again; doubled each time. */
  deliverDelayMs: 250,
  /** Milliseconds between two such tries at most. */
  deliverDelayMaxMs: 30_000,
  /** Bytes of one answer of an MLflow server; a larger one is refused. */
  serverAnswerBytes: 67_108_864,
  /** Connections to an MLflow server at once. */
  serverConnections: 10,
  /** Milliseconds that a response may stay unread before its span is ended as unread. */
  unreadMs: 1000,
} as const;
