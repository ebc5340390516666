/**
 * Gives one object its own version of a method, invisible to enumeration unless the property was enumerable
 * before. Only that object changes, never its class.
 */
export function replaceOwn(target: object, key: PropertyKey, value: unknown): void {
  const enumerable = Object.prototype.propertyIsEnumerable.call(target, key);
  Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
}
