import type { SpanJson } from '@spanwright/server/viewer-api';
import { at, isObject, listOf, textOf } from '../chat/json.ts';
import { SpanAttributeKey } from '../page/keys.ts';

/** Names of the tools that a model could call. */
export function offeredTools({ attributes }: SpanJson): readonly string[] {
  const inputs = attributes[SpanAttributeKey.INPUTS];
  const offered = attributes[SpanAttributeKey.CHAT_TOOLS] ?? at(inputs, 'tools');
  const names = isObject(offered) ? Object.keys(offered) : listOf(offered).map(nameOf);
  return [...new Set(names.filter((name) => name !== undefined))];
}

function nameOf(tool: unknown): string | undefined {
  return textOf(at(tool, 'function', 'name')) ?? textOf(at(tool, 'name')) ?? textOf(at(tool, 'type'));
}
