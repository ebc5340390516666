import { type Signal, effect, signal } from '@preact/signals';

/** A signal that the browser remembers under `key`. What it has kept counts only where `isValid` says so. */
export function storedSignal<T>(key: string, initial: T, isValid: (value: unknown) => value is T): Signal<T> {
  const kept = read(`spanwright.${key}`);
  const stored = signal(isValid(kept) ? kept : initial);
  effect(() => write(`spanwright.${key}`, stored.value));
  return stored;
}

function read(key: string): unknown {
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // A browser may forbid it; then nothing is remembered.
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser may forbid it, or have no room left.
  }
}
