import type { JsonObject, Metric, RunBatch } from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import type { ServerContext } from '../server-context.ts';
import { entriesField, objectsField, optionalNumber, optionalText, textField } from './fields.ts';
import { requireActiveRun, runIdIn } from './run-handlers.ts';
import { HiddenTag, inputsOf, metricToProto, outputsOf } from './run-proto.ts';

const MAX_METRICS = 1000;
const MAX_PARAMS = 100;
const MAX_TAGS = 100;
const MAX_KEY_CHARS = 250;

/** `LogMetric`. */
export function logMetric(context: ServerContext, args: JsonObject): Promise<object> {
  return log(context, args, { metrics: [metricFrom(args)] });
}

/** `LogParam`. */
export function logParam(context: ServerContext, args: JsonObject): Promise<object> {
  return log(context, args, { params: { [textField(args, 'key')]: optionalText(args, 'value') ?? '' } });
}

/** `SetTag`. */
export function setTag(context: ServerContext, args: JsonObject): Promise<object> {
  return log(context, args, { tags: { [textField(args, 'key')]: optionalText(args, 'value') ?? '' } });
}

/** `DeleteTag`. */
export async function deleteTag(context: ServerContext, args: JsonObject): Promise<object> {
  const { info } = await requireActiveRun(context, runIdIn(args));
  await context.store.deleteRunTag(info.runId, textField(args, 'key'));
  return {};
}

/** `LogBatch`: all or nothing. */
export function logBatch(context: ServerContext, args: JsonObject): Promise<object> {
  const batch = {
    metrics: objectsField(args, 'metrics').map(metricFrom),
    params: entriesField(args, 'params'),
    tags: entriesField(args, 'tags'),
  };
  checkNumber('metrics', batch.metrics.length, MAX_METRICS);
  checkNumber('params', Object.keys(batch.params).length, MAX_PARAMS);
  checkNumber('tags', Object.keys(batch.tags).length, MAX_TAGS);
  return log(context, args, batch);
}

/** `LogInputs`: data sets and models that a run has read. */
export async function logInputs(context: ServerContext, args: JsonObject): Promise<object> {
  const { data } = await requireActiveRun(context, runIdIn(args));
  const known = inputsOf(data.tags);
  const inputs = {
    dataset_inputs: [...known.dataset_inputs, ...objectsField(args, 'datasets')],
    model_inputs: [...known.model_inputs, ...objectsField(args, 'models')],
  };
  return log(context, args, { tags: { [HiddenTag.INPUTS]: JSON.stringify(inputs) } });
}

/** `LogOutputs`: models that a run has made. */
export async function logOutputs(context: ServerContext, args: JsonObject): Promise<object> {
  const { data } = await requireActiveRun(context, runIdIn(args));
  const models = [...outputsOf(data.tags).model_outputs, ...objectsField(args, 'models')];
  return log(context, args, { tags: { [HiddenTag.OUTPUTS]: JSON.stringify({ model_outputs: models }) } });
}

/** `LogModel`, of clients before MLflow 3: a line of the run's history of models. */
export async function logModel(context: ServerContext, args: JsonObject): Promise<object> {
  const { data } = await requireActiveRun(context, runIdIn(args));
  const history = JSON.parse(data.tags['mlflow.log-model.history'] ?? '[]') as readonly unknown[];
  const model = parsed(textField(args, 'model_json'));
  return log(context, args, { tags: { 'mlflow.log-model.history': JSON.stringify([...history, model]) } });
}

/** `GetMetricHistory`. */
export async function getMetricHistory({ store }: ServerContext, args: JsonObject): Promise<object> {
  const history = await store.getMetricHistory(runIdIn(args), textField(args, 'metric_key'));
  return { metrics: history.map(metricToProto) };
}

async function log(context: ServerContext, args: JsonObject, batch: RunBatch): Promise<object> {
  const { info } = await requireActiveRun(context, runIdIn(args));
  const keys = [
    ...Object.keys(batch.params ?? {}),
    ...Object.keys(batch.tags ?? {}),
    ...(batch.metrics ?? []).map(({ key }) => key),
  ];
  const long = keys.find((key) => key.length > MAX_KEY_CHARS);
  if (long !== undefined)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Key '${long.slice(0, 50)}…' had length ${long.length}, which exceeded length limit of ${MAX_KEY_CHARS}`,
    );
  await context.store.logToRun(info.runId, batch);
  return {};
}

function metricFrom(args: JsonObject): Metric {
  const value = args['value'];
  const number = value === 'NaN' ? Number.NaN : Number(value);
  if (value === undefined || value === null || (Number.isNaN(number) && value !== 'NaN'))
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Got invalid value ${JSON.stringify(value) ?? 'nothing'} for metric '${optionalText(args, 'key') ?? ''}'. Please specify value as a valid double (64-bit floating point)`,
    );
  return {
    key: textField(args, 'key'),
    value: number,
    timestampMs: optionalNumber(args, 'timestamp') ?? Date.now(),
    step: optionalNumber(args, 'step') ?? 0,
  };
}

function checkNumber(what: string, given: number, most: number): void {
  if (given <= most) return;
  throw refuse(
    'INVALID_PARAMETER_VALUE',
    `A batch logging request can contain at most ${most} ${what}. Got ${given} ${what}. Please split up ${what} across multiple requests and try again.`,
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw refuse('INVALID_PARAMETER_VALUE', `Malformed model info. \n ${json.slice(0, 200)} \n is not valid JSON.`);
  }
}
