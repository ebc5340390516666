import { type Assessment, type AssessmentUpdate, changedAssessment, TracingError } from '@spanwright/core/model';
import { deleteAssessmentRow, findAssessment, writeAssessment } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import { requireTrace } from './require-trace.ts';

/** Stores an assessment; storing the same again changes nothing. Must run in a write transaction. */
export function createAssessment(connection: Connection, assessment: Assessment): Assessment {
  const { id, info } = requireTrace(connection, assessment.traceId);
  if (assessment.overrides !== undefined) setValid(connection, assessment.traceId, assessment.overrides, false);
  writeAssessment(connection, id, info, assessment);
  return assessment;
}

/** The assessment with this id of this trace. Throws MLflow's error when there is none. */
export function getAssessment(connection: Connection, traceId: string, assessmentId: string): Assessment {
  requireTrace(connection, traceId);
  const found = findAssessment(connection, assessmentId);
  if (found?.traceId === traceId) return found;
  const message = `Assessment with ID '${assessmentId}' not found for trace '${traceId}'`;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
}

/** Changes an assessment; metadata is merged. Must run in a write transaction. */
export function updateAssessment(
  connection: Connection,
  traceId: string,
  assessmentId: string,
  update: AssessmentUpdate,
): Assessment {
  const old = getAssessment(connection, traceId, assessmentId);
  const changed = changedAssessment(old, update);
  const { id, info } = requireTrace(connection, traceId);
  writeAssessment(connection, id, info, changed);
  return changed;
}

/** Deletes an assessment; the one that it has overridden is valid again. One that is not there is no error. */
export function deleteAssessment(connection: Connection, traceId: string, assessmentId: string): void {
  requireTrace(connection, traceId);
  const found = findAssessment(connection, assessmentId);
  if (found?.traceId !== traceId) return;
  deleteAssessmentRow(connection, assessmentId);
  if (found.overrides !== undefined && findAssessment(connection, found.overrides))
    setValid(connection, traceId, found.overrides, true);
}

function setValid(connection: Connection, traceId: string, assessmentId: string, valid: boolean): void {
  const assessment = getAssessment(connection, traceId, assessmentId);
  const { id, info } = requireTrace(connection, traceId);
  writeAssessment(connection, id, info, { ...assessment, valid });
}
