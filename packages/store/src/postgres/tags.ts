import { TracingError } from '@spanwright/core/model';
import { postingsOf } from '../sqlite/postings.ts';
import { type Queries, plainText } from './queries.ts';
import { requireTrace } from './require-trace.ts';

type Tags = { readonly [key: string]: string };

/** Sets a tag of a trace. */
export async function setTraceTag(db: Queries, traceId: string, key: string, value: string): Promise<void> {
  await changeTags(db, traceId, (tags) => ({ ...tags, [key]: value }));
}

/** Deletes a tag of a trace, which must have it: MLflow's rule. */
export async function deleteTraceTag(db: Queries, traceId: string, key: string): Promise<void> {
  await changeTags(db, traceId, (tags) => {
    const { [key]: old, ...rest } = tags;
    if (old !== undefined) return rest;
    const message = `No trace tag with key '${key}' for trace with ID '${traceId}'`;
    throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
  });
}

async function changeTags(db: Queries, traceId: string, change: (tags: Tags) => Tags): Promise<void> {
  const { id, info } = await requireTrace(db, traceId);
  const changed = { ...info, tags: change(info.tags) };
  await db.rows('UPDATE traces SET info = $2 WHERE id = $1', [id, JSON.stringify(changed)]);
  await db.rows("DELETE FROM post WHERE trace = $1 AND starts_with(k, 'tags.')", [id]);
  const postings = postingsOf({ ...changed, metadata: {} }, []).map(([k, v]) => [
    plainText(k),
    plainText(v),
    info.experimentId,
    info.requestTimeMs,
    id,
  ]);
  await db.insert('post', ['k', 'v', 'experiment', 'ts', 'trace'], postings, 'ON CONFLICT DO NOTHING');
}
