import { type Assessment, type AssessmentUpdate, changedAssessment } from '../model/index.ts';
import { findOpenTrace } from '../tracer/tracer.ts';

// Assessments of a trace in progress wait with it: the store does not know the trace yet.

/** The assessment with this id, where its trace is in progress and holds it. */
export function findOpenAssessment(traceId: string, assessmentId: string): Assessment | undefined {
  return findOpenTrace(traceId)?.assessments.find((assessment) => assessment.assessmentId === assessmentId);
}

/** Has a trace in progress keep an assessment; the one that it overrides is not valid any more. False: it is not open. */
export function addOpenAssessment(assessment: Assessment): boolean {
  const trace = findOpenTrace(assessment.traceId);
  const { overrides } = assessment;
  if (!trace || (overrides !== undefined && !findOpenAssessment(assessment.traceId, overrides))) return false;
  if (overrides !== undefined) changeOpenAssessment(assessment.traceId, overrides, { valid: false });
  trace.assessments.push(assessment);
  return true;
}

/** Changes an assessment of a trace in progress; metadata is merged. Undefined: there is none. */
export function changeOpenAssessment(
  traceId: string,
  assessmentId: string,
  update: AssessmentUpdate & Partial<Pick<Assessment, 'valid'>>,
): Assessment | undefined {
  const assessments = findOpenTrace(traceId)?.assessments;
  const old = findOpenAssessment(traceId, assessmentId);
  if (!assessments || !old) return undefined;
  const changed = changedAssessment(old, update);
  assessments[assessments.indexOf(old)] = changed;
  return changed;
}

/** Takes an assessment out of a trace in progress; the one that it has overridden is valid again. */
export function removeOpenAssessment(traceId: string, assessmentId: string): boolean {
  const assessments = findOpenTrace(traceId)?.assessments;
  const old = findOpenAssessment(traceId, assessmentId);
  if (!assessments || !old) return false;
  assessments.splice(assessments.indexOf(old), 1);
  if (old.overrides !== undefined) changeOpenAssessment(traceId, old.overrides, { valid: true });
  return true;
}
