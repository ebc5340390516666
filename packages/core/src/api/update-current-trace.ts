import { activeSpan } from '../context/active-span.ts';
import { warnOnce } from '../logger.ts';
import { isTracing } from '../tracer/tracer.ts';
import type { TraceUpdate } from '../span/trace-notes.ts';

/**
 * Says something of the trace that the program is in: tags, metadata, session, user, previews, state. Later words win
 * over earlier ones; without an active trace there is one warning and nothing happens (MLflow's
 * `update_current_trace`).
 * @throws TracingError INVALID_PARAMETER_VALUE for a preview that is no string, or a state other than OK and ERROR.
 */
export function updateCurrentTrace(update: TraceUpdate): void {
  const span = activeSpan();
  if (span?.trace.recorded) span.trace.notes.add(update);
  // What says nothing of a trace that is left out is no mistake.
  else if (!span && isTracing())
    warnOnce('updateCurrentTrace() was called where no trace is active; call it inside trace() or withSpan()');
}
