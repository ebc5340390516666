import { applyIntegration, type AutologOptions, createAutolog, tracer } from '@spanwright/core/kit';
import { llamaindex } from './llamaindex.ts';

/** Records what LlamaIndex does from now on, whether it is loaded already or later. */
export const autolog: (options?: AutologOptions) => void = createAutolog(llamaindex);

/**
 * Records the calls of one of LlamaIndex's modules (`import * as`) that no hook can find, as in a bundled program;
 * returns it. Of `llamaindex`, `@llamaindex/openai` and `@llamaindex/workflow`, those that the program uses are needed.
 */
export function traced<T extends object>(module: T): T {
  tracer.guarded('llamaindex.traced()', () => {
    applyIntegration(llamaindex, module);
    // Each looks for its own classes and leaves a module alone that has none of them.
    for (const attach of new Set(Object.values(llamaindex.attach))) attach(module, tracer, {});
  });
  return module;
}
