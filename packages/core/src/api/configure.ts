import { setLogFilter } from '../logger.ts';
import { TracingError } from '../model/index.ts';
import { isThenable, observePromise } from '../call/observe-promise.ts';
import { isRedactor } from '../redaction/redact.ts';
import { configuredRatio, isRatio, setSamplingRatio } from '../sampling/sampling-ratio.ts';
import { checkSpanProcessors, setSpanProcessors, type SpanProcessor, spanProcessors } from '../span/span-processors.ts';
import { disposable } from '../span/disposable.ts';
import { resetTraceTimeout, setTraceTimeoutMs, traceTimeoutMs } from '../tracer/trace-timeouts.ts';
import { givenOptions } from '../given-options.ts';

/** What `tracing.configure` sets; what is left out stays as it is. */
export interface TracingSettings {
  /**
   * Get every span just before it ends, in this order, and may change it. `redact()` makes one that takes out secrets.
   * One that throws is reported, and the others still run.
   */
  readonly spanProcessors?: readonly SpanProcessor[];
  /** Which part of new traces is recorded, 0 to 1. Default `MLFLOW_TRACE_SAMPLING_RATIO`, else 1. */
  readonly samplingRatio?: number;
  /**
   * Seconds that a trace may be in progress: then its root ends as failed, and what has ended is stored. 0 for any
   * time. Default `MLFLOW_TRACE_TIMEOUT_SECONDS`, else any time.
   */
  readonly traceTimeoutSeconds?: number;
}

/** Settings that were put in force; `using` ends them with its block. */
export interface ConfiguredTracing {
  /** Puts back what was in force before. */
  restore(): void;
  [Symbol.dispose](): void;
}

type Undo = () => void;

/** Puts settings in force, for the whole process, and gives a way back; with `work`, for as long as that runs. */
export function configureTracing(settings: TracingSettings): ConfiguredTracing;
export function configureTracing<T>(settings: TracingSettings, work: () => T): T;
export function configureTracing<T>(settings: TracingSettings, work?: () => T): ConfiguredTracing | T {
  const restore = apply(checked(settings, work));
  return work ? runWith(work, restore) : disposable({ restore }, restore);
}

/** Goes back to how tracing is without `configure`: no processors, and what the environment says. */
export function resetTracing(): void {
  useProcessors([]);
  setSamplingRatio(undefined);
  resetTraceTimeout();
}

function apply({
  spanProcessors: processors,
  samplingRatio: ratio,
  traceTimeoutSeconds: timeout,
}: TracingSettings): Undo {
  const undos: Undo[] = [];
  if (processors) {
    const before = spanProcessors();
    undos.push(() => useProcessors(before));
    useProcessors(processors);
  }
  if (ratio !== undefined) {
    const before = configuredRatio();
    undos.push(() => setSamplingRatio(before));
    setSamplingRatio(ratio);
  }
  if (timeout !== undefined) {
    const before = traceTimeoutMs();
    undos.push(() => setTraceTimeoutMs(before));
    setTraceTimeoutMs(timeout === 0 ? undefined : timeout * 1000);
  }
  return () => {
    for (const undo of undos.splice(0).reverse()) undo();
  };
}

/** What is redacted in traces is redacted in our own messages, too. */
function useProcessors(processors: readonly SpanProcessor[]): void {
  setSpanProcessors(processors);
  const texts = processors.filter(isRedactor).map(({ text }) => text);
  setLogFilter(texts.length === 0 ? undefined : (message) => texts.reduce((rest, text) => text(rest), message));
}

function runWith<T>(work: () => T, restore: Undo): T {
  let result: T;
  try {
    result = work();
  } catch (error) {
    restore();
    throw error;
  }
  if (isThenable(result)) return observePromise(result, { fulfilled: restore, rejected: restore });
  restore();
  return result;
}

function checked(settings: TracingSettings, work: unknown): TracingSettings {
  const {
    spanProcessors: processors,
    samplingRatio,
    traceTimeoutSeconds: timeout,
  } = givenOptions('tracing.configure()', settings);
  if (work !== undefined && typeof work !== 'function')
    throw invalid(`tracing.configure() takes a function to run as its second argument, got ${typeof work}.`);
  if (samplingRatio !== undefined && !isRatio(samplingRatio))
    throw invalid(`\`samplingRatio\` must be a number from 0 to 1, got ${String(samplingRatio)}.`);
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout >= 0 && timeout < Infinity))
    throw invalid(`\`traceTimeoutSeconds\` must be a number of seconds, or 0 for any time, got ${String(timeout)}.`);
  return { ...settings, ...(processors !== undefined && { spanProcessors: checkSpanProcessors(processors) }) };
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
