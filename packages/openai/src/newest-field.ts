import { copyWire, fieldOf, isWireObject, type OpenWireObject, setField } from './wire.ts';

/**
 * Takes the newest value of a field that chunks repeat in full. Objects are joined field by field. Empty values
 * (null, '', 0) never replace others: Azure's annotation chunks have an empty id, model and creation time.
 */
export function takeNewest(target: OpenWireObject, key: string, value: unknown): void {
  if (value === target[key] || value === undefined) return;
  const held = fieldOf(target, key);
  if (isEmpty(value) && held !== undefined) return;
  if (isWireObject(value) && isWireObject(held)) Object.assign(held, copyWire(value));
  else setField(target, key, copyWire(value));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || value === 0;
}
