import { isFilled, isWire, type Wire } from '@spanwright/core/kit';

/** Tools of a Responses call in the form of chat completions (`mlflow.chat.tools`); undefined where none is offered. */
export function offeredTools(tools: unknown): readonly Wire[] | undefined {
  if (!Array.isArray(tools)) return undefined;
  const offered = (tools as readonly unknown[]).filter(isWire).map(chatTool);
  return isFilled(offered) ? offered : undefined;
}

function chatTool({ type, ...rest }: Wire): Wire {
  return type === 'function' ? { type, function: rest } : { type, ...rest };
}
