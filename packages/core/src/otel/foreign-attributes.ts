import type * as otel from '@opentelemetry/api';
import { type JsonObject, type JsonValue, mlflowAttributesOf, parsedJson } from '../model/index.ts';

/**
 * A foreign span's attributes, with MLflow's keys for what other conventions know under their own.
 * MLflow's own keys win; its values in this form are JSON text.
 */
export function readAttributes(attributes: otel.Attributes): JsonObject {
  const given = attributes as JsonObject;
  const own = Object.entries(given).map(([key, value]) => [key, key.startsWith('mlflow.') ? decoded(value) : value]);
  return { ...mlflowAttributesOf(given), ...(Object.fromEntries(own) as JsonObject) };
}

function decoded(value: JsonValue): JsonValue {
  const said = typeof value === 'string' ? parsedJson(value) : undefined;
  return said === undefined ? value : said;
}
