import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as mlflow from '../src/index.ts';
import { createAutolog, defineAttachment } from '../src/kit.ts';
import { collect } from './collecting-exporter.ts';

type Call = (options: never) => unknown;

const client = (): mlflow.MlflowClient => new mlflow.MlflowClient();

/** Functions that cannot do without the object that they are given. */
const NEEDED: Readonly<Record<string, Call>> = {
  logFeedback: (options) => mlflow.logFeedback(options),
  logExpectation: (options) => mlflow.logExpectation(options),
  overrideFeedback: (options) => mlflow.overrideFeedback(options),
  updateAssessment: (options) => mlflow.updateAssessment(options),
  deleteAssessment: (options) => mlflow.deleteAssessment(options),
  getAssessment: (options) => mlflow.getAssessment(options),
  'tracing.configure': (options) => mlflow.tracing.configure(options),
  'tracing.context': (options) => mlflow.tracing.context(options, () => 'ran'),
  tracingContext: (options) => mlflow.tracingContext(options, () => 'ran'),
  configureOpenTelemetry: (options) => mlflow.configureOpenTelemetry(options),
  setActiveModel: (options) => mlflow.setActiveModel(options),
  attachmentUri: (options) => mlflow.attachmentUri(options),
  logParams: (options) => mlflow.logParams(options),
  logMetrics: (options) => mlflow.logMetrics(options),
  setTags: (options) => mlflow.setTags(options),
  updateCurrentTrace: (options) => mlflow.withSpan('around', () => mlflow.updateCurrentTrace(options)),
  setExperiment: (options) => mlflow.setExperiment(options),
  'client.startSpan': (options) => client().startSpan(options),
  'client.endSpan': (options) => client().endSpan(options),
  'client.endTrace': (options) => client().endTrace(options),
  'client.deleteTraces': (options) => client().deleteTraces(options),
  'client.logFeedback': (options) => client().logFeedback(options),
};

/** Functions that can be called without the object. */
const OPTIONAL: Readonly<Record<string, Call>> = {
  init: (options) => mlflow.init(options),
  startSpan: (options) => mlflow.startSpan(options),
  startRun: (options) => mlflow.startRun(options),
  'trace (options)': (options) => mlflow.trace(() => 'ran', options),
  addTrace: (options) => mlflow.addTrace({} as never, options),
  redact: (options) => mlflow.redact(options),
  getTrace: (options) => mlflow.getTrace('tr-1', options),
  searchTraces: (options) => mlflow.searchTraces(options),
  searchSessions: (options) => mlflow.searchSessions(options),
  searchExperiments: (options) => mlflow.searchExperiments(options),
  searchRuns: (options) => mlflow.searchRuns(options),
  searchLoggedModels: (options) => mlflow.searchLoggedModels(options),
  createExperiment: (options) => mlflow.createExperiment('e', options),
  MlflowClient: (options) => new mlflow.MlflowClient(options),
  'client.startTrace': (options) => client().startTrace(options),
  'client.searchTraces': (options) => client().searchTraces(options),
  'client.createRun': (options) => client().createRun('0', options),
  'autolog of an integration': createAutolog(
    defineAttachment({ name: 'lib', module: 'lib', versions: '*', attach: {} }),
  ),
};

const NO_OBJECTS: readonly unknown[] = [null, 7, true, Symbol('s')];

beforeAll(() => mlflow.setLogger({ warn: () => {}, info: () => {} }));
afterAll(() => mlflow.setLogger());

async function failureOf(work: () => unknown): Promise<unknown> {
  let failure: unknown;
  await collect(async () => {
    try {
      await work();
    } catch (error) {
      failure = error;
    }
  });
  return failure;
}

describe.each(Object.entries({ ...NEEDED, ...OPTIONAL }))('%s', (_name, call) => {
  it.each(NO_OBJECTS)('says what is wrong with %p in place of an object', async (value) => {
    const failure = await failureOf(() => call(value as never));
    expect(failure).toBeInstanceOf(mlflow.TracingError);
    expect(failure).toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
  });
});

describe.each(Object.entries(OPTIONAL))('%s', (_name, call) => {
  it('asks for an object', async () => {
    expect(String(await failureOf(() => call(null as never)))).toMatch(
      /takes an object of options, got null|must be an object/,
    );
  });
});

describe.each(Object.entries(NEEDED))('%s', (_name, call) => {
  it('says what is missing where it is called without anything', async () => {
    expect(await failureOf(() => call(undefined as never))).toBeInstanceOf(mlflow.TracingError);
  });
});

it.each([
  ['tracing.configure', (work: unknown) => mlflow.tracing.configure({}, work as () => void)],
  ['tracing.context', (work: unknown) => mlflow.tracing.context({}, work as () => void)],
])('%s needs a function to run', async (_name, call) => {
  expect(await failureOf(() => call('work'))).toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
});

it.each([null, undefined, 7, {}, 'https://example.com'])('%p is no reference to an attachment', (value) => {
  expect(mlflow.parseAttachmentUri(value as never)).toBeUndefined();
});
