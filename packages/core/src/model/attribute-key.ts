/** Keys of span attributes. MLflow's own names, from its `SpanAttributeKey` (3.14). */
export const SpanAttributeKey = {
  REQUEST_ID: 'mlflow.traceRequestId',
  SPAN_TYPE: 'mlflow.spanType',
  INPUTS: 'mlflow.spanInputs',
  OUTPUTS: 'mlflow.spanOutputs',
  FUNCTION_NAME: 'mlflow.spanFunctionName',
  CHAT_TOOLS: 'mlflow.chat.tools',
  CHAT_USAGE: 'mlflow.chat.tokenUsage',
  MODEL: 'mlflow.llm.model',
  MODEL_PROVIDER: 'mlflow.llm.provider',
  /** USD, a `ModelCost`: MLflow 3.10 and later. */
  COST: 'mlflow.llm.cost',
  MESSAGE_FORMAT: 'mlflow.message.format',
  /** One of MLflow's numbers, 10 (DEBUG) to 50 (CRITICAL); where it is missing, the span's type tells. */
  LOG_LEVEL: 'mlflow.spanLogLevel',
  /** Why a recorded stream or response stopped; one of `EndReason`. Ours, MLflow has no such key. */
  END_REASON: 'spanwright.endReason',
  /** Milliseconds from the call to the first chunk of a stream. Ours. */
  TIME_TO_FIRST_CHUNK: 'spanwright.timeToFirstChunkMs',
  /** Chunks that a stream delivered. Ours. */
  CHUNK_COUNT: 'spanwright.chunkCount',
} as const;

/** Why a span ended other than by its call's ordinary result. */
export const EndReason = {
  /** The program left the stream early: `break`, `return()`. */
  BREAK: 'break',
  /** The program aborted the stream. */
  ABORT: 'abort',
  /** The program never read the response or stream. */
  UNREAD: 'unread',
  /** Too many traces were in progress. */
  LIMIT: 'limit',
  /** The program ended the trace while the span was open. */
  TRACE_END: 'trace_end',
  /** The program ended while the span was open. */
  EXIT: 'exit',
} as const;

/** One of the reasons above. */
export type EndReason = (typeof EndReason)[keyof typeof EndReason];

/** Keys of trace metadata: written by the tracer, not changed afterwards. MLflow's `TraceMetadataKey`. */
export const TraceMetadataKey = {
  INPUTS: 'mlflow.traceInputs',
  OUTPUTS: 'mlflow.traceOutputs',
  SOURCE_RUN: 'mlflow.sourceRun',
  MODEL_ID: 'mlflow.modelId',
  SESSION: 'mlflow.trace.session',
  USER: 'mlflow.trace.user',
  TOKEN_USAGE: 'mlflow.trace.tokenUsage',
  SIZE_STATS: 'mlflow.trace.sizeStats',
  SIZE_BYTES: 'mlflow.trace.sizeBytes',
  COST: 'mlflow.trace.cost',
  SCHEMA_VERSION: 'mlflow.trace_schema.version',
  /** `true` once a client has told of the whole trace: spans that come later change none of what it has told. */
  INFO_FINALIZED: 'mlflow.trace.infoFinalized',
  SOURCE_NAME: 'mlflow.source.name',
  SOURCE_TYPE: 'mlflow.source.type',
  GIT_COMMIT: 'mlflow.source.git.commit',
  GIT_BRANCH: 'mlflow.source.git.branch',
  GIT_REPO_URL: 'mlflow.source.git.repoURL',
  /** Who runs the program, as the system knows them; not the `USER` that it serves. */
  SYSTEM_USER: 'mlflow.user',
} as const;

/** Keys of trace tags: the user may change them. MLflow's `TraceTagKey`. */
export const TraceTagKey = {
  NAME: 'mlflow.traceName',
} as const;

/** Names of span events and of their attributes: OpenTelemetry's for exceptions, MLflow's for chunks. */
export const SpanEventKey = {
  EXCEPTION: 'exception',
  EXCEPTION_TYPE: 'exception.type',
  EXCEPTION_MESSAGE: 'exception.message',
  EXCEPTION_STACKTRACE: 'exception.stacktrace',
  CHUNK_ITEM_PREFIX: 'mlflow.chunk.item.',
  CHUNK_VALUE: 'mlflow.chunk.value',
} as const;
