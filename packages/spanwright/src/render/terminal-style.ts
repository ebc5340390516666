import type { RenderStyle } from './render-style.ts';

/** The part of a stream that says what it can show. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = { readonly [name: string]: string | undefined };

const PIPE_COLUMNS = 100;
const LEAST_COLUMNS = 40;

/**
 * How to draw on that stream: its width; colours on a terminal only, unless `FORCE_COLOR` or `NO_COLOR` say
 * otherwise (as Node reads them); ASCII where the locale is set and is not UTF-8.
 */
export function terminalStyle(
  stream: Terminal,
  env: Environment = process.env,
): Required<Omit<RenderStyle, 'timeZone'>> {
  const columns = stream.columns ?? (Number(env['COLUMNS']) || PIPE_COLUMNS);
  return { columns: Math.max(columns, LEAST_COLUMNS), color: hasColor(stream, env), unicode: isUnicode(env) };
}

function hasColor({ isTTY = false }: Terminal, env: Environment): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return isTTY && env['TERM'] !== 'dumb';
}

/** No locale at all is common in containers, whose terminals understand UTF-8 nevertheless. */
function isUnicode(env: Environment): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale ? /utf-?8/i.test(locale) : env['TERM'] !== 'linux';
}
