import { links } from './href.ts';

/** Names under which MLflow's addresses of traces have the id. */
const TRACE_KEYS = ['selectedEvaluationId', 'selectedTraceId'];

/**
 * The address here of one that MLflow's clients print, which stands behind a `#`: an experiment, a run, a model, or a trace
 * in a list. Undefined where it is none.
 */
export function addressOfMlflow(hash: string): string | undefined {
  if (!hash.startsWith('#/')) return undefined;
  const [path = '/', query = ''] = hash.slice(1).split('?', 2);
  const values = new URLSearchParams(query);
  const traceId = TRACE_KEYS.map((key) => values.get(key)).find((id) => id !== null);
  return traceId ? links.trace(traceId) : path;
}
