import type { SqlValue } from './driver.ts';

// What UTF-8 cannot hold, and what the drivers of Node 20 and 22 cut a text at.
const INEXACT = /[\0\ud800-\udfff]/u;

/** A text as a column keeps it: as such where SQLite returns it unchanged, else as a blob of its JSON. */
export function toExactText(text: string): SqlValue {
  return INEXACT.test(text) ? Buffer.from(JSON.stringify(text)) : text;
}

/** SQL that shows what `toExactText` wrote as a part of JSON: as a text, or as an array of the JSON of one. */
export function exactTextSql(column: string): string {
  return `CASE typeof(${column}) WHEN 'blob' THEN json_array(CAST(${column} AS TEXT)) ELSE ${column} END`;
}

/** Whether SQLite returns the text unchanged. */
export function isExactText(text: string): boolean {
  return !INEXACT.test(text);
}
