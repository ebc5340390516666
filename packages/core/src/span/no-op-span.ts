import type { TraceExporter } from '../export/trace-exporter.ts';
import { sharedSlot } from '../shared-state.ts';
import { LiveSpan } from './live-span.ts';
import { LiveTrace } from './live-trace.ts';

const NO_TRACE_ID = '0'.repeat(32);
const NO_SPAN_ID = '0'.repeat(16);

const nowhere: TraceExporter = { export: async () => {}, close: async () => {} };

const state = sharedSlot<{ span?: LiveSpan }>('no-op span', () => ({}));

/**
 * The one span that stands for every span which is not recorded: its trace id is MLflow's
 * `MLFLOW_NO_OP_SPAN_TRACE_ID`, it has ended, takes everything in silence and keeps nothing.
 */
export function noOpSpan(): LiveSpan {
  return (state.span ??= create());
}

function create(): LiveSpan {
  const trace = new LiveTrace(nowhere, undefined, NO_TRACE_ID);
  const span = new LiveSpan(trace, { name: '' }, { spanId: NO_SPAN_ID });
  span.end();
  return span;
}
