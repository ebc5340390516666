import { flush } from '../api/flush.ts';
import { currentStore } from '../export/current-target.ts';
import type { BackendQuery, TrackingBackend } from '../export/tracking-backend.ts';
import { warnOnce } from '../logger.ts';
import {
  parseFilter,
  parseOrder,
  Trace,
  type TraceData,
  type TraceInfo,
  TraceMetadataKey,
  TracingError,
  withSizeStats,
} from '../model/index.ts';
import { currentExperiment, resolveExperiment } from '../run/current-experiment.ts';
import { givenOptions } from '../given-options.ts';
import { isTexts } from './is-texts.ts';

/** What a search selects. */
export interface SearchOptions {
  /** Default: the current experiment, the one that `setExperiment` has set. */
  readonly experimentIds?: readonly string[];
  /** MLflow's filter grammar, such as `status = 'ERROR' AND tags.env = 'prod'`. */
  readonly filterString?: string;
  /** Default 100. */
  readonly maxResults?: number;
  /** Keys such as `timestamp_ms DESC`, which is the default. */
  readonly orderBy?: readonly string[];
  /** Only traces made inside this run. */
  readonly runId?: string;
  /** False leaves the spans out, which costs less; default true. */
  readonly includeSpans?: boolean;
  /** `nextPageToken` of the search before. */
  readonly pageToken?: string;
}

/** The traces found. */
export interface TraceList extends Array<Trace> {
  /** Where to go on; missing when there are no more. */
  readonly nextPageToken?: string;
}

const DEFAULT_RESULTS = 100;
const PAGE = 500;

/** Searches the store that the tracking URI names, after this process's own pending writes. */
export async function searchTraceList(options: SearchOptions): Promise<TraceList> {
  checkOptions(options);
  const filterString = filterOf(options);
  const filter = parseFilter(filterString);
  const { orderBy: orderByStrings = [] } = options;
  const orderBy = parseOrder(orderByStrings);
  const { backend } = currentStore();
  const experiment = currentExperiment();
  await flush();
  const experimentIds = options.experimentIds ?? [(await resolveExperiment(experiment, backend)).experimentId];
  if (options.runId !== undefined) await checkRun(backend, options.runId, experimentIds);
  const ordered = orderBy.length > 0 && { orderBy, orderByStrings };
  const query = { filter, filterString, experimentIds, ...ordered };
  return await collect(backend, query, options);
}

async function collect(backend: TrackingBackend, query: BackendQuery, options: SearchOptions): Promise<TraceList> {
  const { maxResults = DEFAULT_RESULTS, includeSpans = true } = options;
  const found: Trace[] = [];
  let { pageToken } = options;
  do {
    const limit = Math.min(PAGE, maxResults - found.length);
    const page = await backend.searchTraces({ ...query, limit, ...(pageToken !== undefined && { pageToken }) });
    const infos = page.traces;
    const traces = includeSpans ? await withSpans(backend, infos) : infos.map((info) => ({ info, spans: [] }));
    found.push(...traces.map((trace) => new Trace(withSizeStats(trace))));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && found.length < maxResults);
  return pageToken === undefined ? found : Object.assign(found, { nextPageToken: pageToken });
}

/** Those whose spans cannot be read are left out, with a warning. */
async function withSpans(backend: TrackingBackend, infos: readonly TraceInfo[]): Promise<readonly TraceData[]> {
  const traces = await backend.getTraces(infos.map(({ traceId }) => traceId));
  if (traces.length === infos.length) return traces;
  const read = new Set(traces.map(({ info }) => info.traceId));
  for (const { traceId } of infos) {
    // Deleted meanwhile, or damaged: then this rejects.
    if (!read.has(traceId)) await backend.getTrace(traceId).catch((error: unknown) => warnOnce(leftOut(error)));
  }
  return traces;
}

function leftOut(error: unknown): string {
  return `a trace is left out of what was searched for: ${error instanceof Error ? error.message : String(error)}`;
}

function filterOf({ filterString = '', runId }: SearchOptions): string {
  if (runId === undefined) return filterString;
  if (filterString.includes(TraceMetadataKey.SOURCE_RUN)) {
    throw invalid(
      'You cannot filter by run_id when it is already part of the filter string. ' +
        `Please remove the ${TraceMetadataKey.SOURCE_RUN} filter from the filter string and try again.`,
    );
  }
  const byRun = `attribute.run_id = '${runId}'`;
  return filterString === '' ? byRun : `${filterString} AND ${byRun}`;
}

async function checkRun(backend: TrackingBackend, runId: string, experimentIds: readonly string[]): Promise<void> {
  const run = await backend.getRun(runId);
  if (!run) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${runId} not found`);
  const { experimentId } = run.info;
  if (experimentIds.includes(experimentId)) return;
  throw invalid(
    `Run ${runId} belongs to experiment ${experimentId}, which is not in the list of locations provided: ` +
      `[${experimentIds.map((id) => `'${id}'`).join(', ')}]. Please include experiment ${experimentId} in ` +
      '`experimentIds` to search for traces from this run.',
  );
}

function checkOptions(options: SearchOptions): void {
  const {
    experimentIds = [],
    filterString = '',
    maxResults = DEFAULT_RESULTS,
    orderBy = [],
  } = givenOptions('searchTraces()', options);
  if (!isTexts(experimentIds)) throw invalid('experimentIds must be a list of ids.');
  if (typeof filterString !== 'string') throw invalid(`filterString must be a text, got ${typeof filterString}.`);
  if (!isTexts(orderBy)) throw invalid("orderBy must be a list, such as ['timestamp_ms DESC'].");
  if (!Number.isInteger(maxResults) || maxResults < 1)
    throw invalid(`Invalid value ${String(maxResults)} for parameter 'maxResults': it must be a whole number from 1.`);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
