import type { JsonObject, JsonValue } from '@spanwright/core/model';
import { isObject, type Tool, type ToolMetadata } from './library.ts';

/** Metadata of the tools of a call, which are objects with functions. */
export function toolMetadata(tools: unknown): readonly ToolMetadata[] | undefined {
  if (!Array.isArray(tools)) return undefined;
  return tools.flatMap((tool: unknown) => (isTool(tool) ? [tool.metadata] : []));
}

/** Whether a value is a tool. */
export function isTool(value: unknown): value is Tool {
  return isObject(value) && isObject(value['metadata']) && typeof value['metadata']['name'] === 'string';
}

/** Recorded tools in the form of `mlflow.chat.tools`; undefined where there are none. */
export function chatTools(tools: unknown): readonly JsonValue[] | undefined {
  if (!Array.isArray(tools) || tools.length === 0) return undefined;
  return tools.filter(isObject).map(({ name, description, parameters }) => {
    // What was recorded is JSON already.
    const definition = { name, description, parameters } as JsonObject;
    return { type: 'function', function: definition };
  });
}

/** Attributes of a tool's span, as MLflow has them. */
export function toolAttributes({ name, description, parameters }: ToolMetadata): { readonly [key: string]: unknown } {
  return { name, description, parameters };
}
