import { type AttachmentFolder, attachmentsOf, type Deliverer, type TrackingBackend } from '@spanwright/core/kit';
import { type Filter, parseOrder, type TraceData } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import { PushRuns } from './push-runs.ts';
import type { PushState } from './push-state.ts';

/** What is pushed, and where to. */
export interface PushOptions {
  readonly store: TraceStore;
  readonly attachments: AttachmentFolder;
  readonly filter?: Filter;
  readonly deliverer: Deliverer;
  readonly server: TrackingBackend;
  readonly state: PushState;
  /** Called with the number of traces that the server has. */
  readonly onProgress: (traces: number) => void;
}

type Attachments = Parameters<Deliverer['deliver']>[0]['attachments'];

const PAGE = 50;
// Traces that come while others are pushed are behind those.
const ORDER = parseOrder(['timestamp_ms ASC']);

/**
 * Copies traces with their experiments, runs, assessments and attachments to a server, page by page from where it was
 * interrupted. What the server has already is the same afterwards.
 * @returns traces that the server has from this push
 */
export async function pushTraces(options: PushOptions): Promise<number> {
  const { store, state, filter, onProgress } = options;
  const names = await experimentNames(store);
  const runs = new PushRuns(store, options.server);
  let { pageToken, traces } = state.read();
  onProgress(traces);
  do {
    const query = { limit: PAGE, orderBy: ORDER, ...(filter && { filter }), ...(pageToken && { pageToken }) };
    const page = await store.searchTraces(query);
    const whole = await store.getTraces(page.traces.map(({ traceId }) => traceId));
    await deliver(options, whole, names, runs);
    traces += whole.length;
    pageToken = page.nextPageToken;
    if (pageToken !== undefined) state.write({ pageToken, traces });
    onProgress(traces);
  } while (pageToken !== undefined);
  state.remove();
  return traces;
}

async function deliver(
  { attachments, deliverer }: PushOptions,
  traces: readonly TraceData[],
  names: ReadonlyMap<string, string>,
  runs: PushRuns,
): Promise<void> {
  if (traces.length === 0) return;
  const named: TraceData[] = [];
  const files: Attachments[number][] = [];
  for (const trace of traces) {
    const experimentName = names.get(trace.info.experimentId) ?? 'Default';
    named.push({ ...(await runs.linked(trace, experimentName)), experimentName });
    files.push(...(await filesOf(attachments, trace)));
  }
  await deliverer.deliver({ traces: named, attachments: files });
}

async function filesOf(folder: AttachmentFolder, { spans }: TraceData): Promise<Attachments> {
  const found = attachmentsOf(spans).map(async (ref) => {
    const bytes = await folder.read(ref);
    return bytes ? [{ ...ref, size: bytes.length, bytes }] : [];
  });
  return (await Promise.all(found)).flat();
}

async function experimentNames(store: TraceStore): Promise<ReadonlyMap<string, string>> {
  return new Map((await store.listExperiments()).map(({ experimentId, name }) => [experimentId, name]));
}
