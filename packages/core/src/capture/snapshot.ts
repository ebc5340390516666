import { limits } from '../limits.ts';
import type { JsonValue } from '../model/index.ts';
import type { Copier } from './copier.ts';
import { boundedText } from './bounded-text.ts';
import { describeObject } from './describe-object.ts';

/** A recorded value and how much memory it holds on to. */
export interface Snapshot {
  readonly value: JsonValue | undefined;
  /** Estimated bytes: characters of strings, 8 for every other value. */
  readonly bytes: number;
}

/**
 * Copies a value as it is now, so that later changes by the program do not show: containers are copied, strings
 * shared, nothing is serialised. What JSON cannot hold is described in words. Bounded by `limits`, and never throws:
 * a getter or `toJSON` that throws costs that one value.
 */
export function snapshot(value: unknown): Snapshot {
  // Most attributes are texts, and need nothing to be copied with.
  if (typeof value === 'string') {
    const text = boundedText(value);
    return { value: text, bytes: text.length };
  }
  const copier = new BoundedCopier();
  const copied = copier.value(value);
  return { value: copied, bytes: copier.bytes };
}

/** Longer lists may hold more than is recorded: they grow as they are read. */
const KNOWN_LENGTH = 64;

/** The containers around the value that is being copied, of all snapshots: a getter may make another one meanwhile. */
const around: object[] = [];

/** The work of one snapshot: what it has counted. */
class BoundedCopier implements Copier {
  bytes = 0;
  #nodes = 0;
  #values = 0;
  /** Where this snapshot's containers begin. */
  readonly #start = around.length;

  value(value: unknown): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
        this.bytes += 8;
        return Number.isFinite(value) ? value : String(value);
      case 'boolean':
        this.bytes += 8;
        return value;
      case 'object':
        return value === null ? null : this.#object(value);
      case 'undefined':
        return undefined;
      case 'function':
        return `[Function ${functionName(value)}]`;
      default:
        return String(value);
    }
  }

  properties(source: object): JsonValue {
    const copy: Record<string, JsonValue> = {};
    // Not over a list of the keys: a call has ten objects or so, and needs no list of any.
    for (const key in source) {
      if (!Object.hasOwn(source, key)) continue;
      if (this.#isFull()) {
        copy['…'] = '[more]';
        break;
      }
      const value = this.value(readProperty(source, key));
      if (value === undefined) continue;
      if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true });
      else copy[key] = value;
    }
    return copy;
  }

  items(items: readonly unknown[]): JsonValue {
    const { length } = items;
    // As long as it will be: growing from nothing, a short list would take four times the memory.
    // oxlint-disable-next-line unicorn/no-new-array -- `Array.from` takes ten times as long
    const copy = new Array<JsonValue>(length > KNOWN_LENGTH ? 0 : length);
    for (let index = 0; index < length; index += 1) {
      if (this.#isFull()) {
        copy[index] = `[${length - index} more]`;
        copy.length = index + 1;
        break;
      }
      copy[index] = this.value(items[index]) ?? null;
    }
    return copy;
  }

  /** Whether there is no room for one more value. */
  #isFull(): boolean {
    this.#values += 1;
    return this.#nodes >= limits.snapshotNodes || this.#values > limits.snapshotValues;
  }

  #text(text: string): string {
    const kept = boundedText(text);
    this.bytes += kept.length;
    return kept;
  }

  #object(value: object): JsonValue | undefined {
    if (around.includes(value, this.#start)) return '[Circular]';
    if (around.length - this.#start >= limits.snapshotDepth) return '[Nested too deep]';
    if ((this.#nodes += 1) > limits.snapshotNodes) return '[Too many values]';
    this.bytes += 8;
    around.push(value);
    try {
      return this.#container(value);
    } catch {
      return '[Unreadable]';
    } finally {
      around.pop();
    }
  }

  #container(value: object): JsonValue | undefined {
    if (Array.isArray(value)) return this.items(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    const plain = prototype === Object.prototype || prototype === null;
    if (plain && typeof (value as { toJSON?: unknown }).toJSON !== 'function') return this.properties(value);
    return describeObject(value, this);
  }
}

function readProperty(source: object, key: string): unknown {
  try {
    return (source as Record<string, unknown>)[key];
  } catch (error) {
    return `[Unreadable: ${error instanceof Error ? error.message : 'getter threw'}]`;
  }
}

function functionName(fn: object): string {
  try {
    return String((fn as { name?: unknown }).name) || 'anonymous';
  } catch {
    return 'anonymous';
  }
}
