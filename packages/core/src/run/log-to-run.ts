import type { TrackingBackend } from '../export/tracking-backend.ts';
import { type Metric, type RunBatch, TracingError } from '../model/index.ts';

/**
 * Logs to a run, all or nothing; what is no text becomes one, where texts are kept.
 * @throws TracingError INVALID_PARAMETER_VALUE, with MLflow's message, for a metric that is no number.
 */
export async function logBatch(backend: TrackingBackend, runId: string, batch: RunBatch): Promise<void> {
  const { params, metrics, tags } = batch;
  metrics?.forEach(checkMetric);
  await backend.logToRun(runId, {
    ...(params && { params: texts(params) }),
    ...(metrics && { metrics }),
    ...(tags && { tags: texts(tags) }),
  });
}

/** Values as the texts that parameters and tags are. */
export function texts(values: { readonly [key: string]: unknown }): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

function checkMetric({ key, value, step, timestampMs }: Metric): void {
  if (typeof key !== 'string') throw invalid('Metric name cannot be None. A key name must be provided.');
  const of = `for metric '${key}' (timestamp=${String(timestampMs)}).`;
  if (typeof value !== 'number')
    throw invalid(
      `Got invalid value ${String(value)} ${of} Please specify value as a valid double (64-bit floating point)`,
    );
  if (!Number.isInteger(timestampMs))
    throw invalid(`Got invalid timestamp ${of} Timestamp must be a whole number of milliseconds`);
  if (!Number.isInteger(step)) throw invalid(`Got invalid step ${String(step)} ${of} Step must be a whole number`);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
