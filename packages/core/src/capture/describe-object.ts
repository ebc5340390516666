import type { JsonValue } from '../model/index.ts';
import { copyItems, copyProperties, copyValue, type SnapshotWork } from './snapshot.ts';

type Describe = (value: never, work: SnapshotWork) => JsonValue | undefined;

/**
 * What is recorded of objects that JSON does not know, by class. Bytes are never copied: their size is what a
 * reader of a trace needs, and copying them would cost the program.
 */
const DESCRIPTIONS: readonly (readonly [string, Describe])[] = [
  ['Date', (value: Date) => (Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString())],
  ['Map', (value: Map<unknown, unknown>, work) => copyMap(value, work)],
  ['Set', (value: Set<unknown>, work) => copyItems([...value], work)],
  ['RegExp', (value: RegExp) => String(value)],
  ['URL', (value: URL) => value.href],
  ['URLSearchParams', (value: URLSearchParams) => String(value)],
  ['Headers', () => '[Headers]'],
  ['ArrayBuffer', (value: ArrayBuffer) => `[ArrayBuffer ${value.byteLength} bytes]`],
  ['SharedArrayBuffer', (value: SharedArrayBuffer) => `[SharedArrayBuffer ${value.byteLength} bytes]`],
  ['File', (value: File) => `[File ${value.name} ${value.size} bytes]`],
  ['Blob', (value: Blob) => `[Blob ${value.type} ${value.size} bytes]`],
  ['Promise', () => '[Promise]'],
  ['ReadableStream', () => '[ReadableStream]'],
  ['Response', (value: Response) => `[Response ${value.status}]`],
  ['Request', () => '[Request]'],
  ['AbortSignal', (value: AbortSignal) => `[AbortSignal${value.aborted ? ' aborted' : ''}]`],
  ['FormData', () => '[FormData]'],
  ['WeakMap', () => '[WeakMap]'],
  ['WeakSet', () => '[WeakSet]'],
];

/** Describes an object that is neither a list nor a plain object. May throw where the object does. */
export function describeObject(value: object, work: SnapshotWork): JsonValue | undefined {
  if (value instanceof Error) return copyError(value, work);
  if (ArrayBuffer.isView(value)) return `[${value.constructor.name} ${value.byteLength} bytes]`;
  for (const [className, describe] of DESCRIPTIONS) {
    const known: unknown = (globalThis as Record<string, unknown>)[className];
    if (typeof known === 'function' && value instanceof known) return describe(value as never, work);
  }
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? copyValue(toJSON.call(value), work) : copyProperties(value, work);
}

function copyMap(map: ReadonlyMap<unknown, unknown>, work: SnapshotWork): JsonValue {
  const keyed = [...map.keys()].every((key) => typeof key === 'string');
  return keyed ? copyProperties(Object.fromEntries(map), work) : copyItems([...map], work);
}

function copyError(error: Error, work: SnapshotWork): JsonValue {
  const own = copyProperties(error, work);
  return { name: error.name, message: error.message, ...(own as Record<string, JsonValue>) };
}
