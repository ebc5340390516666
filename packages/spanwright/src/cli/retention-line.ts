import type { Retention } from '@spanwright/store';
import { formatBytes } from './format-bytes.ts';

const HOUR_MS = 3_600_000;

/** Says in a line how much a database keeps. */
export function retentionLine({ maxAgeMs, maxTraces, maxBytes }: Retention): string {
  const bounds = [
    ...(maxAgeMs === undefined ? [] : [`for ${ageOf(maxAgeMs)}`]),
    ...(maxTraces === undefined ? [] : [`at most ${maxTraces}`]),
    ...(maxBytes === undefined ? [] : [`in at most ${formatBytes(maxBytes)}`]),
  ];
  return bounds.length === 0 ? 'Traces are kept until they are deleted.' : `Traces are kept ${bounds.join(', ')}.`;
}

function ageOf(ms: number): string {
  const hours = Number((ms / HOUR_MS).toPrecision(3));
  return hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
}
