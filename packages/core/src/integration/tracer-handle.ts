import { RecordedCall, type ResultReader } from '../call/recorded-call.ts';
import { activeSpan, runInScope } from '../context/active-span.ts';
import { addScopeSource, type ScopeSource } from '../context/scope-source.ts';
import { guarded } from '../guard.ts';
import { activeRun } from '../run/run-scope.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { noOpSpan } from '../span/no-op-span.ts';
import type { SpanOptions } from '../span/span-options.ts';
import { isTracing, startLiveSpan } from '../tracer/tracer.ts';
import type { RecordingOptions } from './apply.ts';

/** What an integration that listens to its library gets: spans to start, scopes to open, and guards. */
export interface Tracer {
  /** True unless tracing was switched off. */
  isTracing(): boolean;
  /** Starts a span under `options.parent`, else under the active span, else as the root of a new trace. */
  startSpan(options: SpanOptions): LiveSpan;
  /** The span that a span started here would be a child of. */
  activeSpan(): LiveSpan | undefined;
  /** Runs `work` with `span` as the parent of what starts inside. */
  runInScope<T>(span: LiveSpan | undefined, work: () => T): T;
  /** Ends `span` with whatever comes first: result, error, or the program stopping early. */
  record(span: LiveSpan, reader?: ResultReader): RecordedCall;
  /** Lets the library's own notion of "the current run" decide parents; returns the undo. */
  addScopeSource(source: ScopeSource): () => void;
  /** Runs the integration's own code inside a call of the library: a failure costs its value and one log line. */
  guarded<T>(place: string, work: () => T): T | undefined;
}

/** The tracer of this process. */
export const tracer: Tracer = {
  isTracing,
  startSpan: startLiveSpan,
  activeSpan,
  runInScope,
  record: (span, reader) => new RecordedCall(span, reader),
  addScopeSource,
  guarded,
};

/** Starts nothing inside of runs. */
const outsideOfRuns: Tracer = {
  ...tracer,
  isTracing: () => !activeRun() && isTracing(),
  startSpan: (options) => (activeRun() ? noOpSpan() : startLiveSpan(options)),
};

/** The tracer of an integration that the user has these wishes for. */
export function tracerFor({ exclusive = false }: RecordingOptions): Tracer {
  return exclusive ? outsideOfRuns : tracer;
}
