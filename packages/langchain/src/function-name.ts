import { at } from '@spanwright/core/kit';
import type { Instances } from './logged-model/instances.ts';

/** What LangChain calls every function that runs as a part of a chain. */
const NAMELESS = 'RunnableLambda';

/** The name of a run: of a function its own, as MLflow has it, else what LangChain says. */
export function functionOr(runName: unknown, thing: unknown, instances: Instances): unknown {
  if (runName !== NAMELESS) return runName;
  const func = at(instances.of(thing), 'func');
  return typeof func === 'function' && func.name !== '' ? func.name : runName;
}
