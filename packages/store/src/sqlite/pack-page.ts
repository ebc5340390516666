import type { PackedPage } from '../packed-page.ts';
import { readAssessmentsOf } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import type { SqlRow } from './driver.ts';
import { infoText } from './info-row.ts';

/** Rows of traces (`INFO_COLUMNS`) as a page without assessments. */
export function packRows(rows: readonly SqlRow[], nextPageToken: string | undefined): PackedPage {
  return { infos: rows.map(infoText), assessments: [], nextPageToken };
}

/** Rows of traces as a page with their assessments. */
export function packPage(
  connection: Connection,
  rows: readonly SqlRow[],
  nextPageToken: string | undefined,
): PackedPage {
  const ids = rows.map(({ id }) => Number(id));
  const assessments = readAssessmentsOf(connection, ids).map(([trace, json]) => [ids.indexOf(trace), json] as const);
  return { ...packRows(rows, nextPageToken), assessments };
}
