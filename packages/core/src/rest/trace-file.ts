import { readSpan, type SpanData, type TraceData, traceToDictionary } from '../model/index.ts';
import { getArtifact, putArtifact } from './artifact-location.ts';
import { parseExactJson } from './exact-json.ts';
import type { RestClient } from './rest-client.ts';
import { jsonBody } from './endpoint.ts';

/** The file that holds a trace's spans where the server's database does not. */
const FILE = 'traces.json';

// Inside of texts these names are followed by an escaped quote.
const TIMES = /("(?:(?:start_|end_)?time_unix_nano|start_time|end_time|timestamp)":)"(\d+)"/g;

/** Stores spans in a trace's file, among those that it has already. */
export async function addToTraceFile(client: RestClient, location: string, trace: TraceData): Promise<void> {
  const stored = (await readTraceFile(client, location)) ?? [];
  const given = new Set(trace.spans.map(({ spanId }) => spanId));
  const spans = [...stored.filter(({ spanId }) => !given.has(spanId)), ...trace.spans];
  const { data } = traceToDictionary({ info: trace.info, spans });
  await putTraceFile(client, location, data);
}

/** Stores a trace's file. Times, which are texts here, are numbers there, with all of their digits. */
export async function putTraceFile(client: RestClient, location: string, data: object): Promise<void> {
  const text = new TextDecoder().decode(jsonBody(data)).replace(TIMES, '$1$2');
  await putArtifact(client, location, FILE, new TextEncoder().encode(text));
}

/** The spans of a trace's file; undefined where there is none. */
export async function readTraceFile(client: RestClient, location: string): Promise<readonly SpanData[] | undefined> {
  const bytes = await getArtifact(client, location, FILE);
  if (!bytes) return undefined;
  const { spans = [] } = parseExactJson(new TextDecoder().decode(bytes)) as {
    spans?: Parameters<typeof readSpan>[0][];
  };
  return spans.map(readSpan);
}
