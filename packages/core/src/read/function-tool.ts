import type { Wire } from './wire.ts';

/** A tool that a model is offered, as `mlflow.chat.tools` has it: OpenAI's form, without what is undefined. */
export function functionTool(definition: {
  readonly name: unknown;
  readonly description?: unknown;
  readonly parameters?: unknown;
}): Wire {
  const present = Object.entries(definition).filter(([, value]) => value !== undefined);
  return { type: 'function', function: Object.fromEntries(present) };
}
