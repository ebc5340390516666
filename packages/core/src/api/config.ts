import { setAsyncLogging, setWaitUntil, type WaitUntil } from '../export/logging-mode.ts';
import type { LoggingStatus } from '../export/pipeline.ts';
import { loggingStatus } from '../tracer/tracer.ts';

/** How traces are logged. */
export interface Config {
  /**
   * On, which is the default: traces are stored behind the program, which never waits for them. Off: once the root span
   * of a trace has ended, the trace is stored; the program stands still for it, at most 5 s for each trace. The
   * environment variable is MLflow's, `MLFLOW_ENABLE_ASYNC_TRACE_LOGGING`.
   */
  enableAsyncLogging(enable?: boolean): void;
  /**
   * For platforms that freeze a program once it has answered: whenever a trace has ended, `waitUntil` gets a promise
   * that settles when the trace is stored. Undefined takes it away. To wait at one place, `waitUntil(flush())` does.
   * @example
   * import { waitUntil } from '@vercel/functions';
   * config.setWaitUntil(waitUntil);
   */
  setWaitUntil(waitUntil: WaitUntil | undefined): void;
  /** What waits to be stored, and what could not be. */
  loggingStatus(): LoggingStatus;
}

/** `config.enableAsyncLogging`. */
export function enableAsyncLogging(enable = true): void {
  setAsyncLogging(enable);
}

/** How traces are logged (MLflow's `mlflow.config`). */
export const config: Config = {
  enableAsyncLogging,
  setWaitUntil: (waitUntil) => setWaitUntil(waitUntil),
  loggingStatus: () => loggingStatus(),
};
