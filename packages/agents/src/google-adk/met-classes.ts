import { type Around, wrapMethod } from '@spanwright/core/kit';

/** Replaces one method of every class that it meets: what frameworks leave to classes that programs write. */
export class MetClasses {
  readonly #method: string;
  readonly #around: Around;
  /** By the object that has the method. Neither is held: programs make classes, and tools, as they run. */
  readonly #undos = new WeakMap<object, () => void>();
  readonly #owners = new Set<WeakRef<object>>();
  readonly #gone = new FinalizationRegistry<WeakRef<object>>((owner) => this.#owners.delete(owner));

  constructor(method: string, around: Around) {
    this.#method = method;
    this.#around = around;
  }

  /** Sees to it that calls of the method by this object, an instance or a prototype, are recorded. */
  meet(object: unknown): void {
    const owner = this.#ownerIn(object);
    if (!owner || this.#undos.has(owner)) return;
    const place = { owner: owner as Record<string, unknown>, key: this.#method };
    this.#undos.set(owner, wrapMethod(place, this.#around));
    const reference = new WeakRef(owner);
    this.#owners.add(reference);
    this.#gone.register(owner, reference);
  }

  /** Gives every class its method back. */
  undo(): void {
    for (const reference of this.#owners) {
      const owner = reference.deref();
      if (owner) this.#undos.get(owner)?.();
    }
    this.#owners.clear();
  }

  #ownerIn(object: unknown): object | undefined {
    let holder: unknown = object;
    while (typeof holder === 'object' && holder !== null) {
      const method = Object.getOwnPropertyDescriptor(holder, this.#method);
      if (method) return typeof method.value === 'function' && method.writable ? holder : undefined;
      holder = Object.getPrototypeOf(holder);
    }
    return undefined;
  }
}
