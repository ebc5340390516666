import { limits } from '../limits.ts';
import type { JsonValue } from '../model/index.ts';
import { describeObject } from './describe-object.ts';

/** A recorded value and how much memory it holds on to. */
export interface Snapshot {
  readonly value: JsonValue | undefined;
  /** Estimated bytes: characters of strings, 8 for every other value. */
  readonly bytes: number;
}

/** Work of one snapshot: what it may still copy, what it has counted, and the containers around the current value. */
export interface SnapshotWork {
  nodes: number;
  bytes: number;
  readonly ancestors: object[];
}

/**
 * Copies a value as it is now, so that later changes by the program do not show: containers are copied, strings
 * shared, nothing is serialised. What JSON cannot hold is described in words. Bounded by `limits`, and never throws:
 * a getter or `toJSON` that throws costs that one value.
 */
export function snapshot(value: unknown): Snapshot {
  const work: SnapshotWork = { nodes: 0, bytes: 0, ancestors: [] };
  const copied = copyValue(value, work);
  return { value: copied, bytes: work.bytes };
}

/** Copies one value inside a snapshot; undefined where JSON has nothing. */
export function copyValue(value: unknown, work: SnapshotWork): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
      return copyString(value, work);
    case 'number':
      work.bytes += 8;
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      work.bytes += 8;
      return value;
    case 'object':
      return value === null ? null : copyObject(value, work);
    case 'undefined':
      return undefined;
    case 'function':
      return `[Function ${safeName(value)}]`;
    default:
      return String(value);
  }
}

/** Copies the own enumerable properties of any object. */
export function copyProperties(source: object, work: SnapshotWork): JsonValue {
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(source)) {
    const value = copyValue(readProperty(source, key), work);
    if (value === undefined) continue;
    if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true });
    else copy[key] = value;
  }
  return copy;
}

/** Copies a list; holes and undefined become null, as in JSON. */
export function copyItems(items: readonly unknown[], work: SnapshotWork): JsonValue {
  const copy: JsonValue[] = [];
  for (let index = 0; index < items.length; index += 1) {
    if (work.nodes >= limits.snapshotNodes) {
      copy.push(`[${items.length - index} more]`);
      break;
    }
    copy.push(copyValue(items[index], work) ?? null);
  }
  return copy;
}

function copyString(text: string, work: SnapshotWork): string {
  const kept = text.length <= limits.stringChars ? text : cut(text);
  work.bytes += kept.length;
  return kept;
}

function cut(text: string): string {
  return `${text.slice(0, limits.stringChars)}… [cut: ${text.length} characters in all]`;
}

function copyObject(value: object, work: SnapshotWork): JsonValue | undefined {
  const { ancestors } = work;
  if (ancestors.includes(value)) return '[Circular]';
  if (ancestors.length >= limits.snapshotDepth) return '[Nested too deep]';
  if ((work.nodes += 1) > limits.snapshotNodes) return '[Too many values]';
  work.bytes += 8;
  ancestors.push(value);
  try {
    return copyContainer(value, work);
  } catch {
    return '[Unreadable]';
  } finally {
    ancestors.pop();
  }
}

function copyContainer(value: object, work: SnapshotWork): JsonValue | undefined {
  if (Array.isArray(value)) return copyItems(value, work);
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null;
  if (plain && typeof (value as { toJSON?: unknown }).toJSON !== 'function') return copyProperties(value, work);
  return describeObject(value, work);
}

function readProperty(source: object, key: string): unknown {
  try {
    return (source as Record<string, unknown>)[key];
  } catch (error) {
    return `[Unreadable: ${error instanceof Error ? error.message : 'getter threw'}]`;
  }
}

function safeName(fn: object): string {
  try {
    return String((fn as { name?: unknown }).name) || 'anonymous';
  } catch {
    return 'anonymous';
  }
}
