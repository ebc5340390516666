import { limits } from '../limits.ts';
import { warnOnce } from '../logger.ts';
import { sharedSlot } from '../shared-state.ts';

/** Has a platform wait for work that goes on behind a response, as `waitUntil` of serverless platforms does. */
export type WaitUntil = (work: Promise<unknown>) => void;

interface LoggingState {
  /** Undefined until it was set or first needed: the environment is read then, not at import. */
  async: boolean | undefined;
  queueSize: number | undefined;
  retryMs: number | undefined;
  delayMs: number | undefined;
  batchSize: number | undefined;
  waitUntil: WaitUntil | undefined;
}

const state = sharedSlot<LoggingState>('logging', () => ({
  async: undefined,
  queueSize: undefined,
  retryMs: undefined,
  delayMs: undefined,
  batchSize: undefined,
  waitUntil: undefined,
}));

const FALSE: ReadonlySet<string> = new Set(['false', '0']);

/** Whether traces are stored behind the program: what was set, else `MLFLOW_ENABLE_ASYNC_TRACE_LOGGING`, else true. */
export function isAsyncLogging(): boolean {
  state.async ??= !FALSE.has((process.env['MLFLOW_ENABLE_ASYNC_TRACE_LOGGING'] ?? '').toLowerCase());
  return state.async;
}

/** Switches asynchronous logging on or off; undefined goes back to the environment. */
export function setAsyncLogging(enabled: boolean | undefined): void {
  state.async = enabled;
}

/** Traces that may wait for export: `MLFLOW_ASYNC_TRACE_LOGGING_MAX_QUEUE_SIZE`, else `limits.queuedTraces`. */
export function maxQueuedTraces(): number {
  state.queueSize ??= wholeNumber('MLFLOW_ASYNC_TRACE_LOGGING_MAX_QUEUE_SIZE') ?? limits.queuedTraces;
  return state.queueSize;
}

/** Milliseconds that a batch is tried again: `MLFLOW_ASYNC_TRACE_LOGGING_RETRY_TIMEOUT` seconds, else `limits.retryMs`. */
export function retryMs(): number {
  state.retryMs ??= 1000 * (wholeNumber('MLFLOW_ASYNC_TRACE_LOGGING_RETRY_TIMEOUT') ?? limits.retryMs / 1000);
  return state.retryMs;
}

/** Milliseconds that a finished trace waits: `MLFLOW_ASYNC_TRACE_LOGGING_MAX_INTERVAL_MILLIS`, else `limits.exportDelayMs`. */
export function exportDelayMs(): number {
  state.delayMs ??= wholeNumber('MLFLOW_ASYNC_TRACE_LOGGING_MAX_INTERVAL_MILLIS') ?? limits.exportDelayMs;
  return state.delayMs;
}

/** Traces of one batch: `MLFLOW_ASYNC_TRACE_LOGGING_MAX_SPAN_BATCH_SIZE`, else `limits.batchTraces`. */
export function maxBatchTraces(): number {
  state.batchSize ??= wholeNumber('MLFLOW_ASYNC_TRACE_LOGGING_MAX_SPAN_BATCH_SIZE') ?? limits.batchTraces;
  return state.batchSize;
}

/** What has to wait for traces that are on their way, where the program has set it. */
export function currentWaitUntil(): WaitUntil | undefined {
  return state.waitUntil;
}

/** Sets what has to wait for traces that are on their way, or takes it away. */
export function setWaitUntil(waitUntil: WaitUntil | undefined): void {
  state.waitUntil = waitUntil;
}

function wholeNumber(name: string): number | undefined {
  const text = process.env[name];
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  warnOnce(`${name} is ignored: "${text}" is no whole number from 1`);
  return undefined;
}
