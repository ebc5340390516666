import { fitting, textWidth } from './text-width.ts';

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
// Escape sequences and text direction marks in recorded data would act on the reader's terminal.
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const SPACES = /[\t\u00A0 ]+/g;

/**
 * The first line with anything on it, cut to that many terminal cells; `ellipsis` ends it when something is
 * missing. Characters that would act on a terminal are shown as `?`.
 */
export function firstLine(text: string, cells: number, ellipsis: string): string {
  const start = text.trimStart().slice(0, cells * 8);
  const [line = ''] = start.split(LINE_BREAK, 1);
  const clean = line.replace(SPACES, ' ').replace(UNPRINTABLE, '?').trimEnd();
  const isWhole = line.trimEnd().length === text.trim().length;
  return cut(clean, cells, isWhole ? '' : ellipsis, ellipsis);
}

function cut(line: string, cells: number, ending: string, ellipsis: string): string {
  const whole = ending ? `${line} ${ending}` : line;
  if (textWidth(whole) <= cells) return whole;
  return fitting(line, cells - ellipsis.length).trimEnd() + ellipsis;
}
