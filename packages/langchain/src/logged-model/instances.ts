import { findMember, isWire, wrapMethod } from '@spanwright/core/kit';

/**
 * The instances that runs belong to: LangChain tells its handlers their serialised form alone, which is made for each
 * run anew.
 */
export class Instances {
  readonly #bySerialized = new WeakMap<object, object>();
  /** False remembers functions alone, by whose names their runs are called. */
  all = false;

  /** The instance whose serialised form this is. */
  of(serialized: unknown): object | undefined {
    return typeof serialized === 'object' && serialized !== null ? this.#bySerialized.get(serialized) : undefined;
  }

  /** Watches how instances are serialised: exports of `@langchain/core/load/serializable`. Returns the undo. */
  watch(exports: object): () => void {
    const place = findMember(exports, 'Serializable#toJSON');
    if (!place) return () => {};
    return wrapMethod(place, (original, self, args) => {
      const serialized: unknown = Reflect.apply(original, self, args);
      if (isWire(self) && isWire(serialized) && (this.all || typeof self['func'] === 'function'))
        this.#bySerialized.set(serialized, self);
      return serialized;
    });
  }
}
