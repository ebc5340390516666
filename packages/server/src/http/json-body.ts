import type { JsonObject } from '@spanwright/core/model';
import { refuse } from './refusal.ts';

/** Numbers that JavaScript would round, as they stand in MLflow's and OTLP's bodies: 64 bits, kept as texts. */
const LONG_NUMBERS = /("(?:start_time_unix_nano|end_time_unix_nano|time_unix_nano|\w+UnixNano)"\s*:\s*)(\d{16,})/g;

/** A body as a JSON object. Text that is JSON once more is read again, as MLflow does. */
export function parseJson(body: Buffer): JsonObject {
  if (body.length === 0) return {};
  const value = parse(body.toString('utf8').replace(LONG_NUMBERS, '$1"$2"'));
  const object = typeof value === 'string' ? parse(value) : value;
  if (typeof object === 'object' && object !== null && !Array.isArray(object)) return object as JsonObject;
  throw refuse('BAD_REQUEST', 'The body is not a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw refuse('BAD_REQUEST', `The body is not JSON: ${(error as Error).message}.`);
  }
}
