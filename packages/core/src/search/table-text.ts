const MAX_ROWS = 20;
const MAX_CHARS = 40;
const SHOWN = ['trace_id', 'state', 'request_time', 'execution_duration', 'request', 'response'];

type Row = { readonly [column: string]: unknown };

/** A table as `console.log` shows it: the columns that fit a line, and those of `extractFields`. */
export function tableText(extracted: readonly string[], rows: readonly object[]): string {
  const columns = [...SHOWN, ...extracted];
  const lines = rows.slice(0, MAX_ROWS).map((row) => columns.map((column) => cellText(column, (row as Row)[column])));
  const all = [columns, ...lines];
  const widths = columns.map((_, i) => Math.max(...all.map((line) => line[i]?.length ?? 0)));
  const text = all.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const more = rows.length > MAX_ROWS ? [`… ${rows.length - MAX_ROWS} more rows`] : [];
  return [`TraceTable: ${rows.length} traces`, ...(rows.length > 0 ? text : []), ...more].join('\n');
}

function cellText(column: string, value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (column === 'request_time') return new Date(Number(value)).toISOString();
  if (column === 'execution_duration') return `${Math.round(Number(value))} ms`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS - 1)}…` : text;
}
