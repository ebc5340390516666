import {
  type Assessment,
  type AssessmentUpdate,
  changedAssessment,
  TraceMetadataKey,
  type TraceInfo,
  TracingError,
} from '@spanwright/core/model';
import { type Queries, plainText } from './queries.ts';
import { requireTrace } from './require-trace.ts';
import { assessmentOf } from './rows.ts';

const COLUMNS = ['id', 'trace', 'kind', 'name', 'session', 'valid', 'data'];
const UPSERT = `
  ON CONFLICT(id) DO UPDATE SET name = excluded.name, session = excluded.session, valid = excluded.valid,
    data = excluded.data`;

/** Writes or replaces assessments of the trace with this `traces.id`. */
export async function writeAssessments(
  db: Queries,
  trace: number,
  info: TraceInfo,
  assessments: readonly Assessment[] = [],
): Promise<void> {
  const rows = assessments.map((assessment) => {
    const { assessmentId, kind, name, valid } = assessment;
    // MLflow: an assessment with a session in its metadata speaks of every trace of the session.
    const ofSession = assessment.metadata?.[TraceMetadataKey.SESSION] !== undefined;
    const session = ofSession ? (info.metadata[TraceMetadataKey.SESSION] ?? null) : null;
    const plain = session === null ? null : plainText(session);
    return [assessmentId, trace, kind, plainText(name), plain, valid, JSON.stringify(assessment)];
  });
  for (const row of rows) await db.insert('assessments', COLUMNS, [row], UPSERT);
}

/** The assessments of some traces, by `traces.id`, oldest first. */
export async function assessmentsOf(
  db: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Assessment[]>> {
  const rows = await db.rows('SELECT trace, data FROM assessments WHERE trace = ANY($1) ORDER BY trace, key', [ids]);
  const byTrace = new Map<number, Assessment[]>();
  for (const row of rows) {
    const own = byTrace.get(Number(row['trace'])) ?? [];
    own.push(assessmentOf(row));
    byTrace.set(Number(row['trace']), own);
  }
  return byTrace;
}

/** The assessments that speak of whole sessions, by session. */
export async function sessionAssessments(
  db: Queries,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, readonly Assessment[]>> {
  const rows = await db.rows('SELECT session, data FROM assessments WHERE session = ANY($1) ORDER BY key', [
    sessions.map(plainText),
  ]);
  const bySession = new Map<string, Assessment[]>();
  for (const row of rows) {
    const shared = bySession.get(String(row['session'])) ?? [];
    shared.push(assessmentOf(row));
    bySession.set(String(row['session']), shared);
  }
  return bySession;
}

/** Stores an assessment; storing the same again changes nothing. */
export async function createAssessment(db: Queries, assessment: Assessment): Promise<Assessment> {
  const { id, info } = await requireTrace(db, assessment.traceId);
  if (assessment.overrides !== undefined) {
    const overridden = await getAssessment(db, assessment.traceId, assessment.overrides);
    await writeAssessments(db, id, info, [{ ...overridden, valid: false }]);
  }
  await writeAssessments(db, id, info, [assessment]);
  return assessment;
}

/** The assessment with this id of this trace. Throws MLflow's error when there is none. */
export async function getAssessment(db: Queries, traceId: string, assessmentId: string): Promise<Assessment> {
  await requireTrace(db, traceId, '');
  const found = await find(db, assessmentId);
  if (found?.traceId === traceId) return found;
  const message = `Assessment with ID '${assessmentId}' not found for trace '${traceId}'`;
  throw new TracingError('RESOURCE_DOES_NOT_EXIST', message);
}

/** Changes an assessment; metadata is merged. */
export async function updateAssessment(
  db: Queries,
  traceId: string,
  assessmentId: string,
  update: AssessmentUpdate,
): Promise<Assessment> {
  const { id, info } = await requireTrace(db, traceId);
  const old = await getAssessment(db, traceId, assessmentId);
  const changed = changedAssessment(old, update);
  await writeAssessments(db, id, info, [changed]);
  return changed;
}

/** Deletes an assessment; the one that it has overridden is valid again. One that is not there is no error. */
export async function deleteAssessment(db: Queries, traceId: string, assessmentId: string): Promise<void> {
  const { id, info } = await requireTrace(db, traceId);
  const found = await find(db, assessmentId);
  if (found?.traceId !== traceId) return;
  await db.rows('DELETE FROM assessments WHERE id = $1', [assessmentId]);
  const overridden = found.overrides === undefined ? undefined : await find(db, found.overrides);
  if (overridden) await writeAssessments(db, id, info, [{ ...overridden, valid: true }]);
}

async function find(db: Queries, assessmentId: string): Promise<Assessment | undefined> {
  const row = await db.first('SELECT data FROM assessments WHERE id = $1', [assessmentId]);
  return row && assessmentOf(row);
}
