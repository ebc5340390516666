import type { JsonValue, SpanJson } from '@spanwright/core/model';
import type { Connection } from './connection.ts';
import { readPayloadJson } from './payload-row.ts';

// The index of a larger text would hold most trigrams that there are.
const MAX_TEXT_CHARS = 256 * 1024;

const FORGET = 'INSERT OR IGNORE INTO text_todo(trace) VALUES (?)';
/** The statement that finds what is to be indexed next, newest first. */
export const NEXT_TEXT = 'SELECT trace FROM text_todo ORDER BY trace DESC LIMIT ?';
const WRITE = 'INSERT OR REPLACE INTO text_index(rowid, text) VALUES (?, ?)';
const PARTIAL = 'INSERT OR IGNORE INTO text_partial(trace) VALUES (?)';
const WHOLE = 'DELETE FROM text_partial WHERE trace = ?';
const DONE = 'DELETE FROM text_todo WHERE trace = ?';
const DELETE = 'DELETE FROM text_index WHERE rowid = ?';

/** The text of a trace has changed: searches take it for a candidate until it is indexed again. */
export function forgetText(connection: Connection, trace: number): void {
  connection.statement(FORGET).run(trace);
}

/** Indexes the texts of at most `count` traces. Must run in a write transaction. Returns how many there were. */
export function indexTexts(connection: Connection, count: number): number {
  const rows = connection.statement(NEXT_TEXT).all(count);
  for (const row of rows) indexText(connection, Number(row['trace']));
  return rows.length;
}

/** Takes a trace out of the index. */
export function deleteText(connection: Connection, trace: number): void {
  for (const sql of [DELETE, WHOLE, DONE]) connection.statement(sql).run(trace);
}

function indexText(connection: Connection, trace: number): void {
  const text = distinctTexts(readPayloadJson(connection, trace));
  connection.statement(WRITE).run(trace, text.slice(0, MAX_TEXT_CHARS));
  connection.statement(text.length > MAX_TEXT_CHARS ? PARTIAL : WHOLE).run(trace);
  connection.statement(DONE).run(trace);
}

/** Every text and number of the spans once, a line each: histories that repeat from span to span cost nothing. */
function distinctTexts(spans: readonly SpanJson[]): string {
  const texts = new Set<string>();
  let chars = 0;
  const visit = (value: JsonValue | undefined): void => {
    if (chars > MAX_TEXT_CHARS || value === undefined) return;
    if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value)) for (const key of Object.keys(value)) visit(key);
      for (const part of Object.values(value) as JsonValue[]) visit(part);
      return;
    }
    const text = String(value);
    if (!texts.has(text)) chars += text.length + 1;
    texts.add(text);
  };
  visit(spans as unknown as JsonValue);
  return [...texts].join('\n');
}
