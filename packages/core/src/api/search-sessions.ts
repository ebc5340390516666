import { type Trace, TraceMetadataKey, TracingError } from '../model/index.ts';
import { type SearchOptions, searchTraceList } from '../search/trace-list.ts';
import { givenOptions } from '../given-options.ts';

/** The traces of one conversation, the oldest first. */
export interface Session {
  readonly id: string;
  readonly traces: readonly Trace[];
}

/** Which sessions a search gives. */
export interface SessionSearch extends Pick<SearchOptions, 'experimentIds' | 'runId' | 'includeSpans'> {
  /** Sessions; default 100. */
  readonly maxResults?: number;
}

const KEY = `metadata.\`${TraceMetadataKey.SESSION}\``;
const PAGE = 500;

/**
 * Finds sessions, the one with the newest trace first, each with all its traces (MLflow's `search_sessions`). Traces say
 * their session by `updateCurrentTrace({ sessionId })` or `tracing.context({ sessionId }, …)`.
 */
export async function searchSessions(search: SessionSearch = {}): Promise<readonly Session[]> {
  const { maxResults = 100, ...options } = givenOptions('searchSessions()', search);
  if (!Number.isInteger(maxResults) || maxResults < 1) {
    const message = `Invalid value ${maxResults} for parameter 'maxResults': it must be a whole number from 1.`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  const ids = await newestSessions(maxResults, options);
  return await Promise.all(ids.map(async (id) => ({ id, traces: await tracesOf(id, options) })));
}

async function newestSessions(count: number, options: SearchOptions): Promise<readonly string[]> {
  const ids = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page = await searchTraceList({
      ...options,
      filterString: `${KEY} IS NOT NULL`,
      includeSpans: false,
      maxResults: PAGE,
      ...(pageToken !== undefined && { pageToken }),
    });
    for (const { info } of page) ids.add(info.metadata[TraceMetadataKey.SESSION] ?? '');
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && ids.size < count);
  return [...ids].slice(0, count);
}

async function tracesOf(id: string, options: SearchOptions): Promise<readonly Trace[]> {
  // The grammar has two kinds of quotes and no escapes.
  const quote = id.includes("'") ? '"' : "'";
  const filterString = `${KEY} = ${quote}${id}${quote}`;
  return await searchTraceList({ ...options, filterString, orderBy: ['timestamp_ms ASC'], maxResults: 100_000 });
}
