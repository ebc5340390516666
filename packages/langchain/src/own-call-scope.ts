import { type Around, findMember, textAt, type Tracer, wrapMethod } from '@spanwright/core/kit';
import type { OpenRuns } from './open-runs.ts';
import type { Session } from './session.ts';

/** Methods of a base class through which all its subclasses' calls go, and what subclasses implement. */
export interface ScopedClass {
  /** Name of the base class in the module's exports. */
  readonly base: string;
  readonly entries: readonly string[];
  /** Implementations; LangChain passes them the run's manager as third or second argument. */
  readonly implementations: readonly string[];
  /** Whether instances may hold embeddings and document compressors. */
  readonly holds?: boolean;
}

type Owner = Record<string, unknown>;
type Step = (...args: readonly unknown[]) => unknown;

/**
 * Runs what models and retrievers do by themselves (HTTP calls, embeddings) in the scope of their run: LangChain's own
 * context does not reach there. A subclass is wrapped when one of its instances is first used. Returns the undo.
 */
export function scopeOwnCalls(exports: object, scoped: ScopedClass, { tracer, runs, quiet }: Session): () => void {
  const undos: (() => void)[] = [];
  const seen = new WeakSet<object>();
  const base: unknown = (exports as Owner)[scoped.base];
  const basePrototype = typeof base === 'function' ? (base.prototype as Owner) : undefined;
  const see = (instance: unknown): void => {
    const prototype = Object.getPrototypeOf(instance) as object | null;
    if (!prototype || seen.has(prototype)) return;
    seen.add(prototype);
    for (const key of scoped.implementations) {
      const owner = ownerOf(prototype, key);
      if (owner && owner !== basePrototype) undos.push(wrapMethod({ owner, key }, inScope(tracer, runs)));
    }
  };
  for (const entry of scoped.entries) {
    const place = findMember(exports, `${scoped.base}#${entry}`);
    if (!place) continue;
    undos.push(
      wrapMethod(place, (original, self, args) => {
        tracer.guarded('looking at a LangChain class', () => {
          see(self);
          if (scoped.holds === true) quiet.meetHeldBy(self);
        });
        return Reflect.apply(original, self, args);
      }),
    );
  }
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

function ownerOf(prototype: object, key: string): Owner | undefined {
  for (let at: object | null = prototype; at; at = Object.getPrototypeOf(at) as object | null)
    if (Object.hasOwn(at, key)) return at as Owner;
  return undefined;
}

function inScope(tracer: Tracer, runs: OpenRuns): Around {
  return (original, self, args) => {
    const run = runs.around(textAt(args[2], 'runId') ?? textAt(args[1], 'runId'));
    if (!run) return Reflect.apply(original, self, args);
    const enter = <T>(work: () => T): T => tracer.runInScope(run.span, work);
    return steppedIn(
      enter(() => Reflect.apply(original, self, args)),
      enter,
    );
  };
}

/** A generator's body runs in the scope of whoever asks for the next value: each step enters the run's. */
function steppedIn(result: unknown, enter: <T>(work: () => T) => T): unknown {
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return result;
  const generator = result as Owner;
  for (const key of ['next', 'return', 'throw']) {
    const step = generator[key];
    if (typeof step !== 'function') continue;
    const entered: Step = (...args) => enter(() => Reflect.apply(step, generator, args) as unknown);
    Object.defineProperty(generator, key, { value: entered, configurable: true, writable: true });
  }
  return generator;
}
