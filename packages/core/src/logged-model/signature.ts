import { isJsonObject, type JsonObject, type JsonValue } from '../model/index.ts';

/** MLflow's signature of a model: the columns of its inputs and outputs, each as JSON text. */
export interface ModelSignature {
  readonly inputs?: string;
  readonly outputs?: string;
}

/** Infers the signature of a model from an example of its inputs and outputs, by MLflow's types. */
export function inferSignature(input: JsonValue | undefined, output: JsonValue | undefined): ModelSignature {
  return {
    ...(input !== undefined && { inputs: JSON.stringify(columnsOf(input)) }),
    ...(output !== undefined && { outputs: JSON.stringify(columnsOf(output)) }),
  };
}

function columnsOf(value: JsonValue): readonly JsonObject[] {
  if (isJsonObject(value))
    return Object.entries(value).map(([name, item]) => ({ ...typeOf(item), name, required: true }));
  return [{ ...typeOf(value), required: true }];
}

function typeOf(value: JsonValue): JsonObject {
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'long' : 'double' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  if (Array.isArray(value)) return { type: 'array', items: typeOf((value as readonly JsonValue[])[0] ?? '') };
  if (!isJsonObject(value)) return { type: 'string' };
  const properties = Object.entries(value).map(([name, item]) => [name, { ...typeOf(item), required: true }]);
  return { type: 'object', properties: Object.fromEntries(properties) as JsonObject };
}
