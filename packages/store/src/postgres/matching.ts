import { type Filter, type TraceInfo, TraceMetadataKey } from '@spanwright/core/model';
import { assessmentPasses } from '../search/assessment-test.ts';
import { isAssessmentClause, isRowClause, isSpanClause } from '../search/clause-kind.ts';
import { rowTest } from '../search/row-test.ts';
import { type SeenSpan, seenSpan, spanTest } from '../search/span-test.ts';
import { assessmentsOf, sessionAssessments } from './assessments.ts';
import { readPayloads } from './payloads.ts';
import type { Queries } from './queries.ts';
import { spanRows } from './stored-traces.ts';

/** A trace that may pass a filter. */
export interface Candidate {
  readonly id: number;
  readonly ts: number;
  readonly info: TraceInfo;
}

/** Those of some traces that pass a filter: what SQL has not told is checked here, with the tests of the SQLite store. */
export async function matching(
  db: Queries,
  filter: Filter,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const rowTests = filter
    .filter(isRowClause)
    .filter((clause) => clause.kind !== 'attribute' || clause.key !== 'status');
  const tests = rowTests.map(rowTest);
  const byInfo = candidates.filter(({ info }) => tests.every((passes) => passes(info)));
  return bySpans(db, filter, await byAssessments(db, filter, byInfo));
}

/** Whether a filter looks at the whole content of traces. */
export function looksAtContent(filter: Filter): boolean {
  return filter.some(
    (clause) => clause.kind === 'span' && (typeof clause.field !== 'string' || clause.field === 'content'),
  );
}

async function byAssessments(
  db: Queries,
  filter: Filter,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const clauses = filter.filter(isAssessmentClause);
  if (clauses.length === 0 || candidates.length === 0) return candidates;
  const own = await assessmentsOf(
    db,
    candidates.map(({ id }) => id),
  );
  const sessionOf = ({ info }: Candidate): string | undefined => info.metadata[TraceMetadataKey.SESSION];
  const shared = await sessionAssessments(
    db,
    candidates.flatMap((candidate) => sessionOf(candidate) ?? []),
  );
  return candidates.filter((candidate) => {
    const all = [...(own.get(candidate.id) ?? []), ...(shared.get(sessionOf(candidate) ?? '') ?? [])];
    return clauses.every((clause) => assessmentPasses(clause, all));
  });
}

async function bySpans(db: Queries, filter: Filter, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  const tests = filter.filter(isSpanClause).map(spanTest);
  if (tests.length === 0 || candidates.length === 0) return candidates;
  const ids = candidates.map(({ id }) => id);
  const spans = looksAtContent(filter) ? await contentSpans(db, ids) : await rowSpans(db, ids);
  return candidates.filter(({ id }) => spans.get(id)?.some((span) => tests.every((passes) => passes(span))));
}

type SpansById = ReadonlyMap<number, readonly SeenSpan[]>;

async function contentSpans(db: Queries, ids: readonly number[]): Promise<SpansById> {
  return new Map([...(await readPayloads(db, ids))].map(([id, spans]) => [id, spans.map(seenSpan)]));
}

async function rowSpans(db: Queries, ids: readonly number[]): Promise<SpansById> {
  const rows = await spanRows(db, ids);
  return new Map(
    [...rows].map(([id, spans]) => [
      id,
      spans.map(({ name, type, status }) => ({ name, type, status, json: undefined })),
    ]),
  );
}
