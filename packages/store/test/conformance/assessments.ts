import { expect, it } from '@jest/globals';
import { type Assessment, parseFilter } from '@spanwright/core/model';
import type { Stores } from './store-under-test.ts';
import { makeTrace, traceIdOf } from '../support/traces.ts';

function feedback(assessmentId: string, changes: Partial<Assessment> = {}): Assessment {
  return {
    assessmentId,
    kind: 'feedback',
    name: 'correct',
    traceId: traceIdOf(1),
    source: { sourceType: 'HUMAN', sourceId: 'me' },
    value: true,
    valid: true,
    createTimeMs: 1,
    lastUpdateTimeMs: 1,
    ...changes,
  };
}

/** Feedback and expectations. */
export function describeAssessments({ open }: Stores): void {
  it('keeps assessments, overrides them, and finds traces by them', async () => {
    const store = await open();
    await store.append([makeTrace(1), makeTrace(2)]);
    await store.createAssessment(feedback('a'));
    await store.createAssessment(feedback('b', { value: 0.5, overrides: 'a' }));
    expect(await store.getAssessment(traceIdOf(1), 'a')).toMatchObject({ valid: false });
    const filter = parseFilter('feedback.correct > 0.4');
    expect((await store.searchTraces({ filter })).traces.map(({ assessments }) => assessments?.length)).toEqual([2]);
    await store.updateAssessment(traceIdOf(1), 'b', { value: 0.1, metadata: { k: 'v' } });
    expect((await store.searchTraces({ filter })).traces).toEqual([]);
    await store.deleteAssessment(traceIdOf(1), 'b');
    expect(await store.getAssessment(traceIdOf(1), 'a')).toEqual(feedback('a'));
    expect((await store.getTrace(traceIdOf(1)))?.info.assessments).toEqual([feedback('a')]);
  });

  it('knows assessments that come with their trace, and those of a whole session', async () => {
    const store = await open();
    const metadata = { 'mlflow.trace.session': 's' };
    const ofSession = feedback('s', { name: 'goal', metadata });
    await store.append([
      makeTrace(1, { metadata, assessments: [ofSession] }),
      makeTrace(2, { metadata }),
      makeTrace(3),
    ]);
    const { traces } = await store.searchTraces({ filter: parseFilter("feedback.goal = 'true'") });
    expect(traces.map(({ traceId }) => traceId)).toEqual([traceIdOf(2), traceIdOf(1)]);
  });

  it('refuses what belongs to nothing', async () => {
    const store = await open();
    const missing = { code: 'RESOURCE_DOES_NOT_EXIST' };
    await expect(store.createAssessment(feedback('a'))).rejects.toMatchObject(missing);
    await store.append([makeTrace(1)]);
    await expect(store.getAssessment(traceIdOf(1), 'a')).rejects.toMatchObject(missing);
    await expect(store.updateAssessment(traceIdOf(1), 'a', {})).rejects.toMatchObject(missing);
    await expect(store.createAssessment(feedback('b', { overrides: 'a' }))).rejects.toMatchObject(missing);
    await expect(store.deleteAssessment(traceIdOf(1), 'a')).resolves.toBeUndefined();
  });
}
