import type { Span } from '@opentelemetry/api';
import type { JsonValue } from '../model/index.ts';
import type { Copier } from './copier.ts';

type Describe = (value: never, copy: Copier) => JsonValue | undefined;
type Types = (typeof import('node:util'))['types'];

/** The language's own objects, by what tells them: also those of another realm, such as a `vm` context. */
const NATIVE: readonly (readonly [keyof Types, Describe])[] = [
  ['isNativeError', (value: Error, copy) => copyError(value, copy)],
  ['isDate', (value: Date) => (Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString())],
  ['isMap', (value: Map<unknown, unknown>, copy) => copyMap(value, copy)],
  ['isSet', (value: Set<unknown>, copy) => copy.items([...value])],
  ['isRegExp', (value: RegExp) => String(value)],
  ['isPromise', () => '[Promise]'],
  ['isWeakMap', () => '[WeakMap]'],
  ['isWeakSet', () => '[WeakSet]'],
  ['isBoxedPrimitive', (value: object, copy) => copy.value(value.valueOf())],
];

/**
 * What is recorded of other objects that JSON does not know, by class. Bytes are never copied: their size is what a
 * reader of a trace needs, and copying them would cost the program.
 */
const DESCRIPTIONS: readonly (readonly [string, Describe])[] = [
  ['URL', (value: URL) => value.href],
  ['URLSearchParams', (value: URLSearchParams) => String(value)],
  ['Headers', () => '[Headers]'],
  ['ArrayBuffer', (value: ArrayBuffer) => `[ArrayBuffer ${value.byteLength} bytes]`],
  ['SharedArrayBuffer', (value: SharedArrayBuffer) => `[SharedArrayBuffer ${value.byteLength} bytes]`],
  ['File', (value: File) => `[File ${value.name} ${value.size} bytes]`],
  ['Blob', (value: Blob) => `[Blob ${value.type} ${value.size} bytes]`],
  ['ReadableStream', () => '[ReadableStream]'],
  ['Response', (value: Response) => `[Response ${value.status}]`],
  ['Request', () => '[Request]'],
  ['AbortSignal', (value: AbortSignal) => `[AbortSignal${value.aborted ? ' aborted' : ''}]`],
  ['FormData', () => '[FormData]'],
];

let types: Types | undefined;

/** Describes an object that is neither a list nor a plain object. May throw where the object does. */
export function describeObject(value: object, copy: Copier): JsonValue | undefined {
  if (value instanceof Error) return copyError(value, copy);
  if (ArrayBuffer.isView(value)) return `[${value.constructor.name} ${value.byteLength} bytes]`;
  const describe = descriptionOf(value);
  if (describe) return describe(value as never, copy);
  // Spans, OpenTelemetry's too: what they hold is recorded where they are.
  if (isSpan(value)) return `[Span ${value.spanContext().spanId}]`;
  // Streams of Node.js: hundreds of inner fields, and reading them would be the program's loss.
  if (typeof (value as { pipe?: unknown }).pipe === 'function') return `[${value.constructor.name}]`;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? copy.value(Reflect.apply(toJSON, value, [])) : copy.properties(value);
}

function descriptionOf(value: object): Describe | undefined {
  types ??= process.getBuiltinModule('node:util').types;
  for (const [is, describe] of NATIVE) if (types[is](value)) return describe;
  for (const [className, describe] of DESCRIPTIONS) {
    const known: unknown = (globalThis as Record<string, unknown>)[className];
    if (typeof known === 'function' && value instanceof known) return describe;
  }
  return undefined;
}

function isSpan(value: object): value is Pick<Span, 'spanContext'> {
  return typeof (value as { spanContext?: unknown }).spanContext === 'function';
}

function copyMap(map: ReadonlyMap<unknown, unknown>, copy: Copier): JsonValue {
  const keyed = [...map.keys()].every((key) => typeof key === 'string');
  return keyed ? copy.properties(Object.fromEntries(map) as object) : copy.items([...map]);
}

function copyError(error: Error, copy: Copier): JsonValue {
  const own = copy.properties(error);
  return { name: error.name, message: error.message, ...(own as Record<string, JsonValue>) };
}
