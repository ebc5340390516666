import { TracingError } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import { deletePostings, postingsOf, writePostings } from './postings.ts';
import { requireTrace } from './require-trace.ts';
import { resummed } from './summaries/sum-up.ts';

const WRITE = 'UPDATE traces SET tags = ? WHERE id = ?';

/** Sets a tag of a trace. Must run in a write transaction. */
export function setTraceTag(connection: Connection, traceId: string, key: string, value: string): void {
  changeTags(connection, traceId, (tags) => ({ ...tags, [key]: value }));
}

/** Deletes a tag of a trace, which must have it: MLflow's rule. Must run in a write transaction. */
export function deleteTraceTag(connection: Connection, traceId: string, key: string): void {
  changeTags(connection, traceId, (tags) => {
    const { [key]: old, ...rest } = tags;
    if (old !== undefined) return rest;
    const message = `No trace tag with key '${key}' for trace with ID '${traceId}'`;
    throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
  });
}

type Tags = { readonly [key: string]: string };

function changeTags(connection: Connection, traceId: string, change: (tags: Tags) => Tags): void {
  const { id, info } = requireTrace(connection, traceId);
  const tags = change(info.tags);
  const place = { experiment: connection.experiments.idOf(info.experimentId), ts: info.requestTimeMs, trace: id };
  resummed(connection, { ids: [id] }, () => {
    deletePostings(connection, place, postingsOf({ tags: info.tags, metadata: {} }, []));
    writePostings(connection, place, { info: { tags, metadata: {} }, spans: [] });
    connection.statement(WRITE).run(JSON.stringify(tags), id);
  });
}
