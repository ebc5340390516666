import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '@spanwright/core/model';
import type { DeleteQuery } from '@spanwright/store';
import { refuse } from '../http/refusal.ts';
import type { ServerContext } from '../server-context.ts';
import { optionalNumber, textField, textsField } from './fields.ts';
import { changed } from './trace-handlers.ts';

const TRACE_ID = /^tr-[0-9a-f]{32}$/;

/** What must not be asked for, with MLflow's messages. */
const RULES: readonly (readonly [broken: (query: DeleteQuery) => boolean, message: string])[] = [
  [
    ({ maxTimestampMs, traceIds }) => maxTimestampMs === undefined && !traceIds,
    'Either `max_timestamp_millis` or `trace_ids` must be specified.',
  ],
  [
    ({ maxTimestampMs, traceIds }) => maxTimestampMs !== undefined && traceIds !== undefined,
    'Only one of `max_timestamp_millis` and `trace_ids` can be specified.',
  ],
  [
    ({ maxTraces, traceIds }) => maxTraces !== undefined && traceIds !== undefined,
    "`max_traces` can't be specified if `trace_ids` is specified.",
  ],
  [({ maxTraces = 1 }) => maxTraces <= 0, '`max_traces` must be a positive integer.'],
];

/** `DeleteTraces`, with the attachments of traces that are named. */
export async function deleteTraces(context: ServerContext, args: JsonObject): Promise<object> {
  const query = queryIn(args);
  for (const [broken, message] of RULES) if (broken(query)) throw refuse('INVALID_PARAMETER_VALUE', message);
  const deleted = await context.store.deleteTraces(query);
  for (const traceId of query.traceIds ?? []) {
    changed(context, traceId);
    await removeAttachments(context, traceId);
  }
  return { traces_deleted: deleted };
}

function queryIn(args: JsonObject): DeleteQuery {
  const [maxTimestampMs, maxTraces] = ['max_timestamp_millis', 'max_traces'].map((name) => optionalNumber(args, name));
  const traceIds = textsField(args, 'request_ids');
  return {
    experimentId: textField(args, 'experiment_id'),
    ...(traceIds.length > 0 && { traceIds }),
    ...(maxTimestampMs !== undefined && { maxTimestampMs }),
    ...(maxTraces !== undefined && { maxTraces }),
  };
}

async function removeAttachments({ store, attachments }: ServerContext, traceId: string): Promise<void> {
  if (attachments === undefined || !TRACE_ID.test(traceId) || (await store.getTrace(traceId))) return;
  await rm(join(attachments, traceId), { recursive: true, force: true });
}
