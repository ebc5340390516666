import { warnOnce } from '../logger.ts';

/** Reads a number above zero from a variable of the environment; undefined, with a warning, for anything else. */
export function readPositive(
  name: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): number | undefined {
  const text = env[name]?.trim();
  if (!text) return undefined;
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  warnOnce(`${name} is ignored: "${text}" is no number above 0`);
  return undefined;
}
