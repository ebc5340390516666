import type { JsonObject, JsonValue } from '../model/index.ts';

/** An object as YAML: nested objects by indentation, everything else as JSON, which YAML contains. */
export function yamlOf(value: JsonObject, indent = ''): string {
  return Object.entries(value)
    .map(([key, item]) => `${indent}${JSON.stringify(key)}:${yamlValue(item, indent)}`)
    .join('');
}

function yamlValue(value: JsonValue | undefined, indent: string): string {
  const nested = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  return nested ? `\n${yamlOf(value as JsonObject, `${indent}  `)}` : ` ${JSON.stringify(value ?? null)}\n`;
}
