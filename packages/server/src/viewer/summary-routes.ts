import type { ChartDimension, ChartQuery } from '@spanwright/store';
import { type Answer, json } from '../http/answer.ts';
import { refuse } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import { ownVersion } from '../version.ts';
import type { ServerContext } from '../server-context.ts';
import { experimentsIn, filterOf, numberIn, pageIn } from './query.ts';
import type { Chart, ExperimentList, FacetList, SessionList, ViewerConfig } from './viewer-api.ts';

const DIMENSIONS: readonly string[] = ['name', 'spanType', 'model', 'tool'] satisfies ChartDimension[];
const INTERVALS: readonly string[] = ['hour', 'day'];
const MAX_TIME_MS = 8_640_000_000_000_000;

/** `GET /config`. */
export function config({ database, readOnly }: ServerContext): Answer {
  const answer: ViewerConfig = { version: ownVersion(), database, readOnly };
  return json(answer);
}

/** `GET /experiments`. */
export async function experiments({ store }: ServerContext): Promise<Answer> {
  const active = (await store.listExperiments()).filter(({ lifecycleStage }) => lifecycleStage === 'active');
  const answer: ExperimentList = {
    experiments: active.map(({ experimentId, name, creationTimeMs: createdMs }) => ({ experimentId, name, createdMs })),
  };
  return json(answer);
}

/** `GET /charts`. */
export async function charts({ store }: ServerContext, { query }: Call): Promise<Answer> {
  const by = oneOf(query, 'by', DIMENSIONS) as ChartDimension | undefined;
  const interval = oneOf(query, 'interval', INTERVALS) as ChartQuery['interval'];
  const answer: Chart = {
    points: await store.getChart({
      ...experimentsIn(query),
      ...(query.has('from') && { fromMs: numberIn(query, 'from', 0, MAX_TIME_MS) }),
      ...(query.has('to') && { toMs: numberIn(query, 'to', 0, MAX_TIME_MS) }),
      ...(by && { by }),
      ...(interval && { interval }),
    }),
  };
  return json(answer);
}

/** `GET /facets`. */
export async function facets({ store }: ServerContext, { query }: Call): Promise<Answer> {
  const limit = numberIn(query, 'limit', 20, 1000);
  const filter = filterOf(query.get('filter') ?? '');
  const answer: FacetList = {
    facets: await store.listFacets({ ...experimentsIn(query), limit, ...(filter && { filter }) }),
  };
  return json(answer);
}

/** `GET /sessions`. */
export async function sessions({ store }: ServerContext, { query }: Call): Promise<Answer> {
  const answer: SessionList = await store.listSessions({ ...experimentsIn(query), ...pageIn(query) });
  return json(answer);
}

function oneOf(query: URLSearchParams, name: string, values: readonly string[]): string | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (values.includes(value)) return value;
  throw refuse(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${JSON.stringify(value)} for parameter '${name}': one of ${values.join(', ')} is expected.`,
  );
}
