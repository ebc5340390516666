import { at, innerOf, isWire, textAt, wrapMethod } from '@spanwright/core/kit';
import type { Session } from './session.ts';

/**
 * Takes each step of a generator (of a lambda, of a stream) in the scope of the run that it is part of: LangChain itself
 * takes it where no run is known. Exports of `@langchain/core/singletons`. Returns the undo.
 */
export function scopeSteps(exports: object, { tracer, runs }: Session): () => void {
  const provider = at(exports, 'AsyncLocalStorageProviderSingleton');
  const owner = isWire(provider) && (Object.getPrototypeOf(provider) as Record<string, unknown> | null);
  if (!owner || typeof owner['runWithConfig'] !== 'function') return () => {};
  return wrapMethod({ owner, key: 'runWithConfig' }, (original, self, args) => {
    const [config, , isStep] = args;
    const run = isStep === true ? runs.around(textAt(at(config, 'callbacks'), '_parentRunId')) : undefined;
    const step = (): unknown => Reflect.apply(original, self, args);
    return run ? tracer.runInScope(innerOf(run.span, tracer.activeSpan()), step) : step();
  });
}
