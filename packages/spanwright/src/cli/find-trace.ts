import { type TraceData, TracingError } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';

const WHOLE_ID = /^tr-[0-9a-f]{32}$/;
const PREFIX = /^tr-[0-9a-f]{1,31}$/;
const PAGE = 500;
const SHOWN = 5;

/**
 * The trace of that id: the whole id, an unambiguous beginning of it, with or without `tr-`, or `latest`.
 * @throws TracingError RESOURCE_DOES_NOT_EXIST, or INVALID_PARAMETER_VALUE where several ids begin like that.
 */
export async function findTrace(store: TraceStore, given: string): Promise<TraceData> {
  const id = given === 'latest' ? await latest(store) : await wholeId(store, given);
  const trace = id === undefined ? undefined : await store.getTrace(id);
  if (!trace) throw unknown(given);
  return trace;
}

async function latest(store: TraceStore): Promise<string | undefined> {
  const { traces } = await store.listTraces({ limit: 1 });
  return traces[0]?.traceId;
}

async function wholeId(store: TraceStore, given: string): Promise<string | undefined> {
  const id = given.startsWith('tr-') ? given : `tr-${given.toLowerCase()}`;
  if (WHOLE_ID.test(id)) return id;
  const candidates = PREFIX.test(id) ? await idsBeginning(store, id) : [];
  if (candidates.length > 1) throw ambiguous(given, candidates);
  return candidates[0];
}

async function idsBeginning(store: TraceStore, prefix: string): Promise<readonly string[]> {
  const found: string[] = [];
  let pageToken: string | undefined;
  do {
    const page = await store.listTraces({ limit: PAGE, ...(pageToken && { pageToken }) });
    found.push(...page.traces.map(({ traceId }) => traceId).filter((id) => id.startsWith(prefix)));
    pageToken = page.nextPageToken;
  } while (pageToken && found.length < SHOWN);
  return found;
}

function ambiguous(given: string, ids: readonly string[]): TracingError {
  const list = ids.slice(0, SHOWN).join(', ');
  return new TracingError(
    'INVALID_PARAMETER_VALUE',
    `Several traces begin with "${given}": ${list}. Give more of the id.`,
  );
}

function unknown(given: string): TracingError {
  const what = given === 'latest' ? 'There are no traces yet.' : `There is no trace "${given}".`;
  return new TracingError('RESOURCE_DOES_NOT_EXIST', `${what} "spanwright traces list" shows what there is.`);
}
