import type { JsonObject, JsonValue } from './json.ts';

/** OTLP's `AnyValue` in its JSON form: one of the fields, or none for null. 64-bit integers are decimal strings. */
export interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string | number;
  /** A string for what JSON has no number for: `NaN`, `Infinity`, `-Infinity`. */
  readonly doubleValue?: number | string;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: readonly OtlpKeyValue[] };
  /** Base64. */
  readonly bytesValue?: string;
}

/** OTLP's `KeyValue`. */
export interface OtlpKeyValue {
  readonly key: string;
  readonly value?: OtlpValue;
}

/** Encodes a value with its type: whole numbers that are exact are integers, other numbers doubles. */
export function valueToOtlp(value: JsonValue): OtlpValue {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return numberToOtlp(value);
    default:
      if (value === null) return {};
      return isList(value)
        ? { arrayValue: { values: value.map(valueToOtlp) } }
        : { kvlistValue: { values: attributesToOtlp(value) } };
  }
}

/** Encodes attributes in their order. */
export function attributesToOtlp(attributes: JsonObject): readonly OtlpKeyValue[] {
  return Object.keys(attributes).map((key) => ({ key, value: valueToOtlp(attributes[key] ?? null) }));
}

/**
 * Reads a value. An integer too large for a JavaScript number stays a decimal string, bytes stay base64, and
 * `NaN` and the infinities are strings, as snapshots have them.
 */
export function valueFromOtlp(value: OtlpValue | undefined): JsonValue {
  if (value === undefined) return null;
  if (value.intValue !== undefined) return integerFromOtlp(value.intValue);
  if (value.doubleValue !== undefined) return doubleFromOtlp(value.doubleValue);
  if (value.arrayValue) return (value.arrayValue.values ?? []).map(valueFromOtlp);
  if (value.kvlistValue) return attributesFromOtlp(value.kvlistValue.values);
  return value.stringValue ?? value.boolValue ?? value.bytesValue ?? null;
}

/** Reads attributes; of a key that stands twice the last wins. */
export function attributesFromOtlp(attributes: readonly OtlpKeyValue[] = []): JsonObject {
  const read: Record<string, JsonValue> = {};
  for (const { key, value } of attributes) {
    // By assignment it would be no key.
    if (key === '__proto__') return Object.fromEntries(attributes.map((one) => [one.key, valueFromOtlp(one.value)]));
    read[key] = valueFromOtlp(value);
  }
  return read;
}

/** Encodes a number: whole ones that are exact as integers. */
export function numberToOtlp(value: number): Pick<OtlpValue, 'intValue' | 'doubleValue'> {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return { intValue: String(value) };
  return { doubleValue: Number.isFinite(value) ? value : String(value) };
}

function integerFromOtlp(value: string | number): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function doubleFromOtlp(value: number | string): number | string {
  const number = Number(value);
  return Number.isFinite(number) ? number : String(value);
}

/** `Array.isArray`, which does not narrow a readonly list. */
export function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
