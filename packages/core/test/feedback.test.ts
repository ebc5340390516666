import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  deleteAssessment,
  getAssessment,
  getTrace,
  logExpectation,
  logFeedback,
  overrideFeedback,
  searchTraces,
  setTrackingUri,
  tracing,
  updateAssessment,
  withSpan,
} from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'spanwright-feedback-'));
let databases = 0;

beforeEach(() => setTrackingUri(`sqlite:${folder}/${++databases}.db`));

const finished = () => withSpan('work', (span) => span.traceId);

describe('logFeedback', () => {
  it('stores a judgement on a finished trace at once, with the defaults of MLflow', async () => {
    const traceId = finished();
    const made = await logFeedback({ traceId, value: true });
    expect(made).toMatchObject({
      assessmentId: expect.stringMatching(/^a-[\da-f]{32}$/),
      kind: 'feedback',
      name: 'feedback',
      traceId,
      value: true,
      source: { sourceType: 'CODE', sourceId: 'default' },
      valid: true,
    });
    expect((await getTrace(traceId))?.info.assessments).toEqual([made]);
    expect(await getAssessment(made)).toEqual(made);
  });

  it('on a trace in progress is stored with it, awaited or not', async () => {
    const traceId = withSpan('work', (span) => {
      void logFeedback({ traceId: span.traceId, spanId: span.spanId, name: 'score', value: 0.5 });
      return span.traceId;
    });
    const [assessment] = (await getTrace(traceId))?.info.assessments ?? [];
    expect(assessment).toMatchObject({ name: 'score', value: 0.5, spanId: expect.any(String) });
    expect((await searchTraces({ filterString: 'feedback.score > 0.4' })).length).toBe(1);
  });

  it.each([
    ['a text', 'too long', { errorCode: 'ASSESSMENT_ERROR', errorMessage: 'too long' }],
    ['an error', new TypeError('bad'), { errorCode: 'TypeError', errorMessage: 'bad', stackTrace: expect.any(String) }],
    ['an error as data', { errorCode: 'RATE_LIMIT' }, { errorCode: 'RATE_LIMIT' }],
  ])('takes %s for what went wrong', async (_, error, stored) => {
    expect(await logFeedback({ traceId: finished(), error })).toMatchObject({ value: null, error: stored });
  });

  it('keeps value, error, rationale, source and metadata together', async () => {
    const source = { sourceType: 'LLM_JUDGE', sourceId: 'judge' } as const;
    const options = { value: { a: [1] }, rationale: 'because', source, metadata: { k: 'v' }, error: 'half' };
    expect(await logFeedback({ requestId: finished(), ...options })).toMatchObject({
      ...options,
      error: { errorCode: 'ASSESSMENT_ERROR', errorMessage: 'half' },
    });
  });

  it('refuses what cannot be stored', () => {
    const traceId = 'tr-1';
    expect(() => logFeedback({ value: 1 })).toThrow('A traceId is needed');
    expect(() => logFeedback({ traceId, name: 'a.b' })).toThrow('The name of an assessment');
    expect(() => logFeedback({ traceId, error: 5 })).toThrow("'error' must be an Error");
    expect(() => logFeedback({ traceId, source: 'me' as never })).toThrow('`source` must be an AssessmentSource');
    expect(() => logExpectation({ traceId, name: 'x', value: null })).toThrow('The `value` field must be specified.');
  });

  it('rejects for a trace that there is not', async () => {
    await expect(logFeedback({ traceId: 'tr-none', value: 1 })).rejects.toMatchObject({
      code: 'RESOURCE_DOES_NOT_EXIST',
      message: "Trace with request_id 'tr-none' not found",
    });
  });
});

describe('an assessment', () => {
  it('is an expectation by a person, unless somebody else is named', async () => {
    const traceId = finished();
    const made = await logExpectation({ traceId, name: 'answer', value: ['a', 'b'] });
    expect(made).toMatchObject({ kind: 'expectation', source: { sourceType: 'HUMAN', sourceId: 'default' } });
    const { rows } = await searchTraces({ filterString: 'expectation.answer IS NOT NULL' });
    expect(rows[0]?.assessments).toEqual([made]);
  });

  it('is changed, overridden and deleted', async () => {
    const traceId = finished();
    const first = await logFeedback({ traceId, name: 'ok', value: false, metadata: { a: '1' } });
    expect(await updateAssessment({ ...keyOf(first), rationale: 'hm', metadata: { b: '2' } })).toMatchObject({
      value: false,
      rationale: 'hm',
      metadata: { a: '1', b: '2' },
    });
    const second = await overrideFeedback({ ...keyOf(first), value: true });
    expect(second).toMatchObject({ name: 'ok', overrides: first.assessmentId, valid: true });
    expect(await getAssessment(first)).toMatchObject({ valid: false });
    await deleteAssessment(second);
    expect(await getAssessment(first)).toMatchObject({ valid: true });
    await expect(getAssessment(second)).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });

  it('that is no feedback cannot be overridden as one', async () => {
    const made = await logExpectation({ traceId: finished(), name: 'answer', value: 1 });
    await expect(overrideFeedback({ ...keyOf(made), value: 2 })).rejects.toThrow('is not a feedback assessment');
  });
});

describe('an assessment of a trace in progress', () => {
  it('is read, changed, overridden and deleted before the trace is stored', async () => {
    const traceId = await withSpan('work', async (span) => {
      const first = await logFeedback({ requestId: span.requestId, name: 'score', value: 1, metadata: { a: '1' } });
      const gone = await logFeedback({ traceId: span.traceId, name: 'gone', value: 1 });
      await updateAssessment({ ...keyOf(first), rationale: 'why', metadata: { b: '2' } });
      expect(await getAssessment(keyOf(first))).toMatchObject({ rationale: 'why', metadata: { a: '1', b: '2' } });
      const second = await overrideFeedback({ ...keyOf(first), value: 2 });
      expect(await getAssessment(keyOf(first))).toMatchObject({ valid: false });
      const third = await overrideFeedback({ ...keyOf(second), value: 3 });
      await deleteAssessment(keyOf(third));
      expect(await getAssessment(keyOf(second))).toMatchObject({ valid: true });
      await deleteAssessment({ requestId: span.requestId, assessmentId: gone.assessmentId });
      return span.traceId;
    });
    const stored = (await getTrace(traceId))?.info.assessments ?? [];
    expect(stored.map(({ name, value, valid }) => [name, value, valid])).toEqual([
      ['score', 1, false],
      ['score', 2, true],
    ]);
    expect((await searchTraces({ filterString: "feedback.score = '2'" })).length).toBe(1);
    expect((await searchTraces({ filterString: "feedback.score = '1'" })).length).toBe(0);
  });

  it('takes errors and any plain value when it is changed', async () => {
    const made = await logFeedback({ traceId: finished(), value: 1 });
    const changed = await updateAssessment({ ...keyOf(made), value: new Map([['a', 1]]), error: new TypeError('bad') });
    expect(changed).toMatchObject({ value: expect.anything(), error: { errorCode: 'TypeError', errorMessage: 'bad' } });
    expect(() => updateAssessment({ ...keyOf(made), name: 'a.b' })).toThrow('The name of an assessment must be');
  });

  it('that is not recorded is taken and stored nowhere', async () => {
    const traceId = tracing.context({ enabled: false }, () => withSpan('off', (span) => span.traceId));
    expect(await logFeedback({ traceId, value: 1 })).toMatchObject({ value: 1, traceId });
    expect((await searchTraces()).length).toBe(0);
  });
});

const keyOf = ({ traceId, assessmentId }: { readonly traceId: string; readonly assessmentId: string }) => ({
  traceId,
  assessmentId,
});
