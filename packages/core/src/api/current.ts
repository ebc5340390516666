import { endUnreadCalls } from '../call/unread.ts';
import { activeSpan } from '../context/active-span.ts';
import { currentStore } from '../export/current-exporter.ts';
import { flushWrites } from '../export/pending-writes.ts';
import { Trace } from '../model/index.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { flushTraces, lastTraceId } from '../tracer/tracer.ts';

/** The span whose scope the program is in, or undefined. */
export function getCurrentActiveSpan(): LiveSpan | undefined {
  return activeSpan();
}

/** Id of the trace whose root span ended last in this process, or undefined. */
export function getLastActiveTraceId(): string | undefined {
  return lastTraceId();
}

/**
 * Resolves once every trace that has ended is stored: after that a `kill -9` loses nothing. Never rejects; what
 * could not be stored was reported through the logger.
 */
export async function flush(): Promise<void> {
  endUnreadCalls();
  await flushTraces();
  await flushWrites();
}

/**
 * Reads a trace from the store that the tracking URI names, after this process's own pending writes.
 * @returns undefined when there is none of that id.
 * @throws TracingError when the store cannot be read.
 */
export async function getTrace(traceId: string): Promise<Trace | undefined> {
  await flush();
  const data = await currentStore().getTrace(traceId);
  return data && new Trace(data);
}
