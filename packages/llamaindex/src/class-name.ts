import type { CallDetails } from '@spanwright/core/kit';

/** Name of the class of an object, or of the class itself: MLflow names spans `Class.method` by it. */
export function className(self: unknown): string {
  const { constructor } = Object(self) as { readonly constructor?: unknown };
  // Node parsers and embedding models are functions whose class is not `Function`.
  const owner = constructor === Function ? self : constructor;
  return typeof owner === 'function' && owner.name !== '' ? owner.name : 'Anonymous';
}

/** Names a span `Class.method`. */
export function named(method: string): (self: unknown) => CallDetails {
  return (self) => ({ name: `${className(self)}.${method}` });
}
