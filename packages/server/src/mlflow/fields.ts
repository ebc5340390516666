import { isJsonObject, type JsonObject, type JsonValue } from '@spanwright/core/model';
import { type Refusal, refuse } from '../http/refusal.ts';

/** Keys and values as MLflow lists them. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** A text that the request must have. */
export function textField(args: JsonObject, name: string): string {
  const text = optionalText(args, name);
  if (text === undefined || text === '') throw missingField(name);
  return text;
}

/** A text; undefined where it is missing. */
export function optionalText(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw wrongType(name, value);
}

/** A whole number, also as text, as protobuf writes 64 bits; undefined where it is missing. */
export function optionalNumber(args: JsonObject, name: string): number | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'boolean' ? Number.NaN : Number(value);
  if (Number.isFinite(number)) return number;
  throw wrongType(name, value);
}

/** A flag, also as the text of a query; false where it is missing. */
export function flagField(args: JsonObject, name: string): boolean {
  return args[name] === true || args[name] === 'true';
}

/** Texts; empty where they are missing. A single one of a query is a list, too. */
export function textsField(args: JsonObject, name: string): readonly string[] {
  const value = args[name];
  if (value === undefined || value === null) return [];
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return list.map((item) => (typeof item === 'string' ? item : wrong(name, item)));
}

/** Objects; empty where they are missing. */
export function objectsField(args: JsonObject, name: string): readonly JsonObject[] {
  const value = args[name] ?? [];
  if (!Array.isArray(value)) throw wrongType(name, value);
  return (value as readonly JsonValue[]).map((item) => (isJsonObject(item) ? item : wrong(name, item)));
}

/** An object that the request must have. */
export function objectField(args: JsonObject, name: string): JsonObject {
  const value = args[name];
  if (value === undefined || value === null) throw missingField(name);
  return isJsonObject(value) ? value : wrong(name, value);
}

/** `[{key, value}]`, or `{key: value}`, as an object. */
export function entriesField(args: JsonObject, name: string): { readonly [key: string]: string } {
  const value = args[name];
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? item : JSON.stringify(item)]),
    );
  }
  return Object.fromEntries(
    objectsField(args, name).map((item) => [textField(item, 'key'), optionalText(item, 'value') ?? '']),
  );
}

/** As MLflow lists keys and values. */
export function keyValues(entries: { readonly [key: string]: string }): readonly KeyValue[] {
  return Object.entries(entries).map(([key, value]) => ({ key, value }));
}

/** MLflow's error of a missing field. */
export function missingField(name: string): Refusal {
  return refuse(
    'INVALID_PARAMETER_VALUE',
    `Missing value for required parameter '${name}'. See the API docs for more information about request parameters.`,
  );
}

function wrong(name: string, value: JsonValue): never {
  throw wrongType(name, value);
}

function wrongType(name: string, value: JsonValue): Refusal {
  const shown = JSON.stringify(value).slice(0, 200);
  return refuse(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${shown} for parameter '${name}' supplied: Hint: Value was of type '${typeof value}'.`,
  );
}
