import { type ConfiguredTracing, configureTracing, resetTracing, type TracingSettings } from './configure.ts';
import { runWithTraceContext, type TraceContext } from '../context/trace-context.ts';
import { isTracing, setTracing } from '../tracer/tracer.ts';

/** Switches and scopes of tracing as a whole. */
export interface Tracing {
  /** Records again. May be called any number of times. */
  enable(): void;
  /** Records nothing new; spans that are open go on. Other tracers of the program are left alone. */
  disable(): void;
  /** Whether a span that starts here would be recorded. */
  isEnabled(): boolean;
  /**
   * Runs `work` so that every trace which starts inside gets these tags, metadata, session and user; with
   * `enabled: false` nothing is traced inside. Contexts nest, the inner value wins; what the trace itself is told
   * later wins over both.
   */
  context<T>(context: TraceContext, work: () => T): T;
  /**
   * Sets how traces are made, for the whole process: span processors such as `redact()`, sampling, timeouts. With
   * `work` only while that runs; otherwise what is returned puts back what was there before, by `restore()` or `using`.
   * @throws TracingError INVALID_PARAMETER_VALUE for a setting that cannot be; then nothing is changed.
   */
  configure(settings: TracingSettings): ConfiguredTracing;
  configure<T>(settings: TracingSettings, work: () => T): T;
  /** Takes back everything that `configure` has set. */
  reset(): void;
}

/** Switches and scopes of tracing as a whole (MLflow's `mlflow.tracing`). */
export const tracing: Tracing = {
  enable: () => setTracing(true),
  disable: () => setTracing(false),
  isEnabled: () => isTracing(),
  context: (context, work) => runWithTraceContext(context, work),
  get configure(): Tracing['configure'] {
    return configureTracing;
  },
  reset: () => resetTracing(),
};

/** `tracing.context` by its other name. */
export const tracingContext: Tracing['context'] = (context, work) => runWithTraceContext(context, work);
