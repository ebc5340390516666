import { type Assessment, TraceMetadataKey, type TraceInfo } from '@spanwright/core/model';
import { readAssessments, readSessionAssessments } from '../assessment-row.ts';
import type { Connection } from '../connection.ts';

/** The assessments that speak of a trace: its own, and those of its whole session. */
export function readAssessmentsFor(
  connection: Connection,
  { id, info }: { readonly id: number; readonly info: TraceInfo },
): readonly Assessment[] {
  const session = info.metadata[TraceMetadataKey.SESSION];
  const shared = session === undefined ? [] : readSessionAssessments(connection, session);
  return [...readAssessments(connection, id), ...shared];
}
