import { at, functionTool, isWire, listAt, textAt, type Wire } from '@spanwright/core/kit';

/**
 * The tools that a model call offers, in the form of OpenAI's chat completions (`mlflow.chat.tools`): those of other
 * providers with what they have of name and description, the nameless left out. Undefined where none is offered.
 */
export function chatTools(params: unknown): readonly Wire[] | undefined {
  const offered = [...listAt(params, 'tools'), ...listAt(params, 'functions')];
  if (offered.length === 0) return undefined;
  const tools = offered.map(chatTool).filter((tool) => tool !== undefined);
  return tools.length > 0 ? tools : undefined;
}

function chatTool(tool: unknown): Wire | undefined {
  if (!isWire(tool)) return undefined;
  if (tool['type'] === 'function' && isWire(tool['function'])) return { type: 'function', function: tool['function'] };
  const name = textAt(tool, 'name') ?? textAt(tool, 'type');
  if (name === undefined) return undefined;
  const parameters = at(tool, 'parameters');
  return functionTool({
    name,
    description: textAt(tool, 'description'),
    parameters: isWire(parameters) ? parameters : undefined,
  });
}
