import { type TraceInfo, TraceMetadataKey } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import type { SqlValue } from './driver.ts';
import { insertRows, rowStatements } from './insert-rows.ts';
import { postedUpto } from './posted-upto.ts';
import type { SpanSummary } from './span-summary.ts';

/** Values are cut at this length. */
export const MAX_VALUE_CHARS = 256;

// Different in every trace, and kept elsewhere: nothing to look a trace up by.
const UNLISTED = new Set<string>([
  TraceMetadataKey.INPUTS,
  TraceMetadataKey.OUTPUTS,
  TraceMetadataKey.TOKEN_USAGE,
  TraceMetadataKey.COST,
]);

/** Whether metadata of this key can be looked up by. */
export function isListed(metadataKey: string): boolean {
  return !UNLISTED.has(metadataKey);
}

/** Where the postings of a trace stand in the index: newest first within an experiment. */
export interface PostingPlace {
  /** `experiments.key`. */
  readonly experiment: number;
  readonly ts: number;
  /** `traces.id`. */
  readonly trace: number;
}

/** One thing that a trace can be looked up by: its kind and key, such as `tags.env` or `span.name`, and the value. */
export type Posting = readonly [key: string, value: string];

const INSERT = rowStatements('INSERT OR IGNORE INTO post', ['k', 'v', 'experiment', 'ts', 'trace']);
const DELETE = 'DELETE FROM post WHERE k = ? AND v = ? AND experiment = ? AND ts = ? AND trace = ?';

/** What of its information a trace can be looked up by. */
export type PostedInfo = Pick<TraceInfo, 'tags' | 'metadata'>;

/** What of a span a trace can be looked up by. */
export type PostedSpan = Pick<SpanSummary, 'name' | 'type' | 'status' | 'model'>;

/** What a trace can be looked up by. Values are cut at 256 characters: an exact match is checked on the row. */
export function postingsOf(info: PostedInfo, spans: readonly PostedSpan[]): readonly Posting[] {
  const postings: Posting[] = [];
  const add = (key: string, value: string): void => void postings.push([key, value.slice(0, MAX_VALUE_CHARS)]);
  for (const [key, value] of Object.entries(info.tags)) add(`tags.${key}`, value);
  for (const [key, value] of Object.entries(info.metadata)) if (isListed(key)) add(`metadata.${key}`, value);
  for (const field of ['name', 'type', 'status', 'model'] as const) {
    for (const value of new Set(spans.map((span) => span[field]))) {
      if (value !== undefined) add(`span.${field}`, value);
    }
  }
  return postings;
}

/** Adds the postings of a trace; not of one whose postings are to follow: `postTraces` writes all of them. */
export function writePostings(
  connection: Connection,
  place: PostingPlace,
  { info, spans }: { readonly info: PostedInfo; readonly spans: readonly PostedSpan[] },
): void {
  if (place.trace > postedUpto(connection)) return;
  insertPostings(
    connection,
    postingsOf(info, spans).map((posting) => row(connection, place, posting)),
  );
}

/** Adds rows of `post`. */
export function insertPostings(connection: Connection, rows: Iterable<readonly SqlValue[]>): void {
  const values: SqlValue[] = [];
  for (const one of rows) values.push(...one);
  insertRows(connection, INSERT, values);
}

/** Takes postings out. */
export function deletePostings(connection: Connection, place: PostingPlace, postings: readonly Posting[]): void {
  const remove = connection.statement(DELETE);
  for (const posting of postings) remove.run(...row(connection, place, posting));
}

function row(connection: Connection, place: PostingPlace, [key, value]: Posting): readonly SqlValue[] {
  return [connection.names.idOf(key), value, place.experiment, place.ts, place.trace];
}
