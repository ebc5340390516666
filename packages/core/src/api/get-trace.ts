import { currentStore } from '../export/current-target.ts';
import { warnOnce } from '../logger.ts';
import { Trace, TracingError, withSizeStats } from '../model/index.ts';
import { type TraceRef, traceIdOf } from '../trace-ref.ts';
import { flush } from './flush.ts';
import { givenOptions } from '../given-options.ts';

/**
 * Reads a trace from the store that the tracking URI names, after this process's own pending writes.
 * @param options.silent true leaves the warning out
 * @returns undefined when there is none of that id, with a warning.
 * @throws TracingError when the store cannot be read.
 */
export async function getTrace(
  trace: string | TraceRef,
  options: { readonly silent?: boolean } = {},
): Promise<Trace | undefined> {
  const { silent = false } = givenOptions('getTrace()', options);
  const traceId = traceIdOf(trace);
  const found = await readTrace(traceId);
  if (!found && !silent) warnOnce(notFound(traceId).message);
  return found;
}

/**
 * `getTrace` for code that needs the trace.
 * @throws TracingError RESOURCE_DOES_NOT_EXIST when there is none of that id.
 */
export async function requireTrace(trace: string | TraceRef): Promise<Trace> {
  const traceId = traceIdOf(trace);
  const found = await readTrace(traceId);
  if (found) return found;
  throw notFound(traceId);
}

async function readTrace(traceId: string): Promise<Trace | undefined> {
  const { backend } = currentStore();
  await flush();
  const data = await backend.getTrace(traceId);
  return data && new Trace(withSizeStats(data));
}

function notFound(traceId: string): TracingError {
  return new TracingError('RESOURCE_DOES_NOT_EXIST', `Trace with ID ${traceId} is not found.`);
}
