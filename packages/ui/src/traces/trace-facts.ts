import type { TraceInfoJson } from '@spanwright/server/viewer-api';

/** Tokens of a trace. */
export interface TokenCounts {
  readonly input?: number;
  readonly output?: number;
  readonly total?: number;
  readonly cached?: number;
}

function readJson(text: string | undefined): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}

const numberIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const optional = <K extends string>(key: K, value: number | undefined): { readonly [P in K]?: number } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: number });

/** Name of a trace. */
export const traceName = ({ tags }: TraceInfoJson): string => tags['mlflow.traceName'] ?? '';

/** Start of a trace, milliseconds since the Unix epoch. */
export const startMs = ({ request_time: time }: TraceInfoJson): number => Date.parse(time);

/** Tokens of a trace, as MLflow keeps them: once per call of a model. */
export function tokenCounts({ trace_metadata: metadata }: TraceInfoJson): TokenCounts {
  const usage = readJson(metadata['mlflow.trace.tokenUsage']);
  return {
    ...optional('input', numberIn(usage['input_tokens'])),
    ...optional('output', numberIn(usage['output_tokens'])),
    ...optional('total', numberIn(usage['total_tokens'])),
    ...optional('cached', numberIn(usage['cache_read_input_tokens'])),
  };
}

/** Cost of a trace, USD. */
export const traceCost = ({ trace_metadata: metadata }: TraceInfoJson): number | undefined =>
  numberIn(readJson(metadata['mlflow.trace.cost'])['total_cost']);

/** Tags of the user: those that are not MLflow's own. */
export const userTags = ({ tags }: Pick<TraceInfoJson, 'tags'>): readonly (readonly [string, string])[] =>
  Object.entries(tags).filter(([key]) => !key.startsWith('mlflow.'));

/** Keys of metadata that say what a trace belongs to. */
export const metadataKeys = {
  session: 'mlflow.trace.session',
  user: 'mlflow.trace.user',
  run: 'mlflow.sourceRun',
  model: 'mlflow.modelId',
  source: 'mlflow.source.name',
} as const;

/** The experiment of a trace. */
export const experimentOf = ({ trace_location: location }: TraceInfoJson): string =>
  location.mlflow_experiment.experiment_id;
