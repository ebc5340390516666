import { type Assessment, TraceMetadataKey, type TraceInfo } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { SqlRow } from './driver.ts';

/** An assessment as JSON text, and the `traces.id` of its trace. */
export type StoredAssessment = readonly [trace: number, json: string];

const WRITE = `
  INSERT INTO assessments(id, trace, kind, name, session, valid, data) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT(id) DO UPDATE SET name = excluded.name, session = excluded.session, valid = excluded.valid,
    data = excluded.data`;
/** The statement that reads the assessments of a trace. */
export const READ_ASSESSMENTS = 'SELECT data FROM assessments WHERE trace = ? ORDER BY key';
/** The statement that reads the assessments of some traces. */
export const READ_ASSESSMENTS_OF = `
  SELECT trace, data FROM assessments WHERE trace IN (SELECT value FROM json_each(?) AS j) ORDER BY key`;
/** The statement that reads the assessments that speak of a whole session. */
export const READ_SESSION_ASSESSMENTS = 'SELECT data FROM assessments WHERE session = ?';
/** The statement that finds an assessment. */
export const FIND_ASSESSMENT = 'SELECT data FROM assessments WHERE id = ?';
const DELETE_ONE = 'DELETE FROM assessments WHERE id = ?';
const DELETE_ALL = 'DELETE FROM assessments WHERE trace = ?';

/** Writes or replaces an assessment of the trace with this `traces.id`. */
export function writeAssessment(connection: Connection, trace: number, info: TraceInfo, assessment: Assessment): void {
  const { assessmentId, kind, name, valid } = assessment;
  // MLflow: an assessment with a session in its metadata speaks of every trace of the session.
  const ofSession = assessment.metadata?.[TraceMetadataKey.SESSION] !== undefined;
  const session = ofSession ? (info.metadata[TraceMetadataKey.SESSION] ?? null) : null;
  const data = JSON.stringify(assessment);
  connection.statement(WRITE).run(assessmentId, trace, kind, name, session, Number(valid), data);
}

/** The assessments of a trace, oldest first. */
export function readAssessments(connection: Connection, trace: number): readonly Assessment[] {
  return connection.statement(READ_ASSESSMENTS).all(trace).map(assessmentOf);
}

/** The assessments of a trace as JSON texts, oldest first. */
export function readAssessmentTexts(connection: Connection, trace: number): readonly string[] {
  return connection
    .statement(READ_ASSESSMENTS)
    .all(trace)
    .map(({ data }) => String(data));
}

/** The assessments that speak of a whole session. */
export function readSessionAssessments(connection: Connection, session: string): readonly Assessment[] {
  return connection.statement(READ_SESSION_ASSESSMENTS).all(session).map(assessmentOf);
}

/** The assessment with this id. */
export function findAssessment(connection: Connection, id: string): Assessment | undefined {
  const row = connection.statement(FIND_ASSESSMENT).get(id);
  return row && assessmentOf(row);
}

/** Deletes one assessment. */
export function deleteAssessmentRow(connection: Connection, id: string): void {
  connection.statement(DELETE_ONE).run(id);
}

/** Deletes the assessments of a trace. */
export function deleteAssessmentRows(connection: Connection, trace: number): void {
  connection.statement(DELETE_ALL).run(trace);
}

/** The assessments of some traces (`traces.id`): of those that have any, as pairs of an id and JSON, oldest first. */
export function readAssessmentsOf(connection: Connection, ids: readonly number[]): readonly StoredAssessment[] {
  return connection
    .statement(READ_ASSESSMENTS_OF)
    .all(JSON.stringify(ids))
    .map(({ trace, data }) => [Number(trace), String(data)]);
}

function assessmentOf(row: SqlRow): Assessment {
  return JSON.parse(String(row['data'])) as Assessment;
}
