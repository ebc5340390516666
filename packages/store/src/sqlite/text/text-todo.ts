import type { Connection } from '../connection.ts';

// The stamp tells a trace that changes again while it is indexed.
const FORGET = `
  INSERT INTO text_todo(trace, stamp) VALUES (?, random() >> 16)
  ON CONFLICT(trace) DO UPDATE SET stamp = excluded.stamp`;
/** The statement that finds what is to be indexed next, newest first. */
export const NEXT_TEXTS = 'SELECT trace, stamp FROM text_todo ORDER BY trace DESC LIMIT ?';
const DONE = 'DELETE FROM text_todo WHERE trace = ? AND stamp = ?';
const DELETE = 'DELETE FROM text_todo WHERE trace = ?';

/** A trace whose text is to be indexed. */
export interface TodoText {
  /** `traces.id`. */
  readonly trace: number;
  readonly stamp: number;
}

/** The text of a trace has changed: searches take it for a candidate until it is indexed again. */
export function forgetText(connection: Connection, trace: number): void {
  connection.statement(FORGET).run(trace);
}

/** At most `count` traces that are not indexed, newest first. */
export function nextTexts(connection: Connection, count: number): readonly TodoText[] {
  const rows = connection.statement(NEXT_TEXTS).all(count);
  return rows.map((row) => ({ trace: Number(row['trace']), stamp: Number(row['stamp']) }));
}

/** The texts are indexed, as far as they have not changed since. */
export function finishTexts(connection: Connection, texts: readonly TodoText[]): void {
  const done = connection.statement(DONE);
  for (const { trace, stamp } of texts) done.run(trace, stamp);
}

/** Nothing of a trace is to be indexed any more. What the index has of it is ignored, as the trace is gone. */
export function deleteText(connection: Connection, trace: number): void {
  connection.statement(DELETE).run(trace);
}
