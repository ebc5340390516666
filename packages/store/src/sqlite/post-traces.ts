import type { Connection } from './connection.ts';
import type { SqlRow, SqlValue } from './driver.ts';
import { postedUpto, setPostedUpto } from './posted-upto.ts';
import { type PostedSpan, type PostingPlace, insertPostings, postingsOf } from './postings.ts';
import { statusOf } from './span-row.ts';
import { readTexts } from '../info-text.ts';

const TRACES = `
  SELECT id, experiment, ts, tags, metadata,
    (SELECT group_concat(name || ' ' || type || ' ' || status || ' ' || coalesce(model, ''))
     FROM spans AS s WHERE s.id BETWEEN t.id << 20 AND (t.id << 20) + 1048575) AS spans
  FROM traces AS t WHERE id > ? AND id <= ?`;

/**
 * Writes the postings of the traces up to `to` that have none yet. Must run in a write transaction. Many traces share
 * each page of the index: written one by one, two thirds of the pages that a trace changes would be of it.
 */
export function postTraces(connection: Connection, to: number): void {
  const from = postedUpto(connection);
  if (from >= to) return;
  const spanOf = postedSpans(connection);
  const places = new Map<string, PostingPlace[]>();
  for (const row of connection.statement(TRACES).all(from, to)) {
    const place = { experiment: Number(row['experiment']), ts: Number(row['ts']), trace: Number(row['id']) };
    const info = { tags: readTexts(row['tags']), metadata: readTexts(row['metadata']) };
    for (const [key, value] of postingsOf(info, spansIn(row).map(spanOf))) {
      const posting = `${connection.names.idOf(key)} ${value}`;
      const known = places.get(posting);
      if (known) known.push(place);
      else places.set(posting, [place]);
    }
  }
  insertPostings(connection, inOrder(places));
  setPostedUpto(connection, to);
}

function spansIn({ spans }: SqlRow): readonly string[] {
  return typeof spans === 'string' ? [...new Set(spans.split(','))] : [];
}

// Most spans are like others: each kind is read once.
function postedSpans(connection: Connection): (numbers: string) => PostedSpan {
  const known = new Map<string, PostedSpan>();
  return (numbers) => {
    const span = known.get(numbers) ?? postedSpan(numbers, connection);
    known.set(numbers, span);
    return span;
  };
}

function postedSpan(numbers: string, { texts }: Connection): PostedSpan {
  const [name, type, status, model] = numbers.split(' ');
  return {
    name: texts.of(Number(name)),
    type: texts.of(Number(type)),
    status: statusOf(Number(status)),
    model: model ? texts.of(Number(model)) : undefined,
  };
}

// What lies together in the index is written together.
function* inOrder(places: ReadonlyMap<string, readonly PostingPlace[]>): Generator<readonly SqlValue[]> {
  for (const posting of [...places.keys()].sort()) {
    const space = posting.indexOf(' ');
    const [key, value] = [Number(posting.slice(0, space)), posting.slice(space + 1)];
    for (const { experiment, ts, trace } of places.get(posting) ?? []) yield [key, value, experiment, ts, trace];
  }
}
