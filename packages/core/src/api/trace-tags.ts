import { currentStore } from '../export/current-target.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import { warnOnce } from '../logger.ts';
import { TracingError } from '../model/index.ts';
import { redactNow } from '../redaction/redact-now.ts';
import { NO_OP_TRACE_ID } from '../span/live-trace.ts';
import { IMMUTABLE_TAGS, textOf } from '../span/trace-notes.ts';
import { findOpenTrace, flushTraces } from '../tracer/tracer.ts';

/**
 * Sets a tag of a trace, in progress or stored; a value that is no string is stored as text. Tags that belong to
 * MLflow's server are left as they are, with a warning. Need not be awaited: a failure is logged.
 */
export function setTraceTag(traceId: string, key: string, value: unknown): Promise<void> {
  if (traceId === NO_OP_TRACE_ID || isImmutable(key, 'set')) return Promise.resolve();
  const open = findOpenTrace(traceId);
  if (open) return Promise.resolve(open.notes.setTag(key, value));
  const { backend } = currentStore();
  const text = redactNow(textOf(value));
  const set = flushTraces().then(() => backend.setTraceTag(traceId, key, text));
  return pendingWrite('setting a tag', set);
}

/** Deletes a tag of a trace, which must have it. Need not be awaited: a failure is logged. */
export function deleteTraceTag(traceId: string, key: string): Promise<void> {
  if (traceId === NO_OP_TRACE_ID || isImmutable(key, 'deleted')) return Promise.resolve();
  return pendingWrite('deleting a tag', deleteTag(traceId, key));
}

async function deleteTag(traceId: string, key: string): Promise<void> {
  const tags = findOpenTrace(traceId)?.notes.tags;
  const { backend } = currentStore();
  if (!tags) {
    await flushTraces();
    return await backend.deleteTraceTag(traceId, key);
  }
  const message = `Tag with key ${key} not found in trace with ID ${traceId}.`;
  if (!Object.hasOwn(tags, key)) throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
  delete tags[key];
}

function isImmutable(key: string, what: 'set' | 'deleted'): boolean {
  const immutable = IMMUTABLE_TAGS.has(key);
  if (immutable) warnOnce(`the tag "${key}" is immutable and cannot be ${what} on a trace`);
  return immutable;
}
