import type { JsonObject, JsonValue } from '@spanwright/core/model';
import { isWireObject, type WireObject } from './wire.ts';

/** Tools that run at the provider; they have no definition, so their name stands for them. */
const BUILT_IN: ReadonlySet<unknown> = new Set([
  'apply_patch',
  'code_interpreter',
  'computer',
  'computer_use_preview',
  'file_search',
  'image_generation',
  'local_shell',
  'mcp',
  'programmatic_tool_calling',
  'shell',
  'tool_search',
  'web_search',
  'web_search_2025_08_26',
  'web_search_preview',
  'web_search_preview_2025_03_11',
]);

/** What a function definition consists of; the Responses API has these fields on the tool itself. */
const DEFINITION_FIELDS = ['name', 'description', 'parameters', 'strict'] as const;

/**
 * The tools of a request in the form of `mlflow.chat.tools`: chat's own `{ type: 'function', function: {…} }`.
 * Flat definitions are nested, namespaces unfolded, built-in tools become functions with just a name.
 * @returns undefined without tools, and where one of them is of an unknown type, as MLflow does.
 */
export function chatToolsOf(tools: unknown): readonly JsonValue[] | undefined {
  if (!Array.isArray(tools) || tools.length === 0) return undefined;
  const converted = tools.flatMap(convert);
  return converted.every((tool) => tool !== undefined) ? converted : undefined;
}

function convert(tool: unknown): readonly (JsonObject | undefined)[] {
  if (!isWireObject(tool)) return [undefined];
  const { type } = tool;
  if (type === 'namespace' && Array.isArray(tool['tools'])) return tool['tools'].flatMap(convert);
  if (BUILT_IN.has(type)) return [functionTool({ name: type })];
  if (type === 'custom') return [functionTool(isWireObject(tool['custom']) ? tool['custom'] : tool)];
  if (isWireObject(tool['function'])) return [{ type: 'function', ...tool }];
  return [type === 'function' ? functionTool(tool) : undefined];
}

function functionTool(definition: WireObject): JsonObject {
  const present = DEFINITION_FIELDS.filter((field) => definition[field] !== undefined);
  // The request was recorded as JSON already.
  return {
    type: 'function',
    function: Object.fromEntries(present.map((field) => [field, definition[field]])) as JsonObject,
  };
}
