import type { TrackingBackend } from '../export/tracking-backend.ts';
import type { AttachmentStore } from '../export/tracking-store.ts';
import { parseFilter } from '../model/index.ts';

// As many ids stand in one filter.
const IDS = 100;

/**
 * Carries out a deletion of traces and removes the attachments of those that are gone by it. Attachments of other
 * traces stay, and of traces that are still on their way to the store.
 * @param traceIds the traces that may be deleted; undefined for any
 */
export async function withoutOrphans(
  { attachments, backend }: { readonly attachments: AttachmentStore; readonly backend: TrackingBackend },
  traceIds: readonly string[] | undefined,
  deletion: () => Promise<number>,
): Promise<number> {
  const held = await attachments.traceIds();
  const wanted = traceIds && new Set(traceIds);
  const before = await stored(backend, wanted ? held.filter((id) => wanted.has(id)) : held);
  const deleted = await deletion();
  const after = new Set(await stored(backend, before));
  await Promise.all(before.filter((id) => !after.has(id)).map((id) => attachments.remove(id)));
  return deleted;
}

async function stored(backend: TrackingBackend, ids: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (let i = 0; i < ids.length; i += IDS) {
    const list = ids.slice(i, i + IDS).map((id) => `'${id}'`);
    const page = await backend.searchTraces({ filter: parseFilter(`request_id IN (${list.join(', ')})`), limit: IDS });
    found.push(...page.traces.map(({ traceId }) => traceId));
  }
  return found;
}
