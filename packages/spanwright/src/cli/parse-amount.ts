import { InvalidArgumentError } from 'commander';

const MS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const BYTES: { readonly [unit: string]: number } = { '': 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** Milliseconds of a text such as `30d`, `12h`, `90m`, `2w`. */
export function parseAge(text: string): number {
  return amount(text, MS, 'such as 30d, 12h, 90m or 2w');
}

/** Bytes of a text such as `500MB` or `2GB`. */
export function parseSize(text: string): number {
  return amount(text, BYTES, 'such as 500MB or 2GB');
}

/** A whole number of 0 or more. */
export function parseCount(text: string): number {
  return amount(text, { '': 1 }, 'a whole number');
}

/** A port: 0 for any that is free. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a number from 0 to 65535.');
}

function amount(text: string, units: { readonly [unit: string]: number }, expected: string): number {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  const value = Number(number) * (factor ?? Number.NaN);
  if (!Number.isNaN(value) && (factor !== 1 || Number.isInteger(value))) return Math.round(value);
  throw new InvalidArgumentError(`Expected ${expected}.`);
}
