import type { Assessment, AssessmentUpdate } from './assessment.ts';

/** An assessment as it is after a change; metadata is merged. */
export function changedAssessment(
  old: Assessment,
  update: AssessmentUpdate & Partial<Pick<Assessment, 'valid'>>,
): Assessment {
  const metadata = { ...old.metadata, ...update.metadata };
  return {
    ...old,
    ...update,
    ...(Object.keys(metadata).length > 0 && { metadata }),
    lastUpdateTimeMs: Date.now(),
  };
}
