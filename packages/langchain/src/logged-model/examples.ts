import type { JsonObject, JsonValue } from '@spanwright/core/model';

/** What a run was called with, as the program gave it: LangChain has put what is no object under `input`. */
export function exampleInput(recorded: JsonValue | undefined, description: JsonValue): JsonValue | undefined {
  const messages = onlyField(recorded, 'messages');
  if (messages !== undefined && isModel(description)) return messages;
  const input = onlyField(recorded, 'input');
  return input === undefined || asksForInput(description) ? recorded : input;
}

/** What a run gave: what is no object stands under `output`, what a model says under `choices`. */
export function exampleOutput(recorded: JsonValue | undefined): JsonValue | undefined {
  const choices = onlyField(recorded, 'choices');
  if (Array.isArray(choices)) return ((choices as readonly JsonObject[])[0]?.['message'] as JsonObject)?.['content'];
  return onlyField(recorded, 'output') ?? recorded;
}

function onlyField(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const object = value as JsonObject;
  return Object.keys(object).length === 1 ? object[key] : undefined;
}

function isModel(description: JsonValue): boolean {
  const name = (description as JsonObject)['$class'];
  return typeof name === 'string' && !name.startsWith('Runnable') && !name.endsWith('PromptTemplate');
}

/** Whether a prompt in there has a variable of that name, or the field is picked. */
function asksForInput(description: JsonValue): boolean {
  return /"(?:inputVariables":\[[^\]]*"input"|keys":(?:\[[^\]]*)?"input")/.test(JSON.stringify(description));
}
