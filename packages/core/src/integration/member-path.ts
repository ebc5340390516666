/** A method's place: the object that owns it, and its name there. */
export interface MemberPlace {
  readonly owner: Record<string, unknown>;
  readonly key: string;
}

/**
 * Finds the method that a path such as `OpenAI.Chat.Completions#create` names in a module's exports.
 * @returns undefined where this version of the library does not have it.
 */
export function findMember(exports: object, path: string): MemberPlace | undefined {
  const [ownerPath = '', method] = path.split('#');
  const names = ownerPath.split('.');
  const key = method ?? names.pop() ?? '';
  const holder = names.reduce<unknown>(property, exports);
  const owner = method === undefined ? holder : property(holder, 'prototype');
  return isObject(owner) && typeof owner[key] === 'function' ? { owner, key } : undefined;
}

const INSTANCE = 'instance.';

/** Finds the method that a path such as `instance.beta.chat#create` names: of the class of this part of `instance`. */
export function findInstanceMember(instance: unknown, path: string): MemberPlace | undefined {
  if (!path.startsWith(INSTANCE) || !isObject(instance)) return undefined;
  const [partPath = '', key = ''] = path.slice(INSTANCE.length).split('#');
  const part = partPath.split('.').reduce<unknown>(property, instance);
  const owner: unknown = isObject(part) ? Object.getPrototypeOf(part) : undefined;
  return isObject(owner) && typeof owner[key] === 'function' ? { owner, key } : undefined;
}

function property(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
