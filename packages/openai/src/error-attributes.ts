import { isWireObject } from './wire.ts';

/** Attributes by field of the client's errors (`APIError` and its subclasses). OpenTelemetry's names where it has any. */
const FIELDS: readonly (readonly [field: string, attribute: string])[] = [
  ['status', 'http.response.status_code'],
  ['code', 'openai.error.code'],
  ['type', 'openai.error.type'],
  ['param', 'openai.error.param'],
  ['requestID', 'openai.request_id'],
  // openai 4 before 4.57.
  ['request_id', 'openai.request_id'],
];

/** What an error of the client tells beyond its message: HTTP status, the provider's code, the id of the request. */
export function errorAttributesOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!isWireObject(error)) return {};
  const found: Record<string, unknown> = { 'error.type': error.constructor.name };
  for (const [field, attribute] of FIELDS) {
    const value = error[field];
    if (typeof value === 'string' || typeof value === 'number') found[attribute] = value;
  }
  return found;
}
