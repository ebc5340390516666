import { at, functionTool, listAt, textAt, type Wire } from '@spanwright/core/kit';

/** Gemini's roles, in the words of chats. */
const ROLES: Readonly<Record<string, string>> = { model: 'assistant' };

/** One of Gemini's contents as messages of a chat; several where it holds results of tools. */
export function chatMessages(content: unknown): readonly Wire[] {
  const parts = listAt(content, 'parts');
  const results = parts.filter((part) => at(part, 'functionResponse') !== undefined).map(toolMessage);
  const said = parts.filter((part) => at(part, 'functionResponse') === undefined);
  if (results.length > 0 && said.length === 0) return results;
  return [...results, chatMessage(textAt(content, 'role') ?? 'user', said)];
}

/** What was said as one message. */
export function chatMessage(role: string, parts: readonly unknown[]): Wire {
  const calls = parts.filter((part) => at(part, 'functionCall') !== undefined).map(toolCall);
  const thoughts = parts.filter((part) => at(part, 'thought') === true && textOf(part) !== undefined);
  const rest = parts.filter((part) => at(part, 'functionCall') === undefined && !thoughts.includes(part));
  return {
    role: ROLES[role] ?? role,
    content: rest.length === 0 && calls.length > 0 ? null : contentOf(rest),
    ...(thoughts.length > 0 && { reasoning_content: thoughts.map(textOf).join('') }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

/** The instructions of a request: a text, a content, or parts. */
export function systemMessages(instruction: unknown): readonly Wire[] {
  const parts = Array.isArray(instruction) ? (instruction as readonly unknown[]) : listAt(instruction, 'parts');
  const texts = parts.map((part) => (typeof part === 'string' ? part : (textOf(part) ?? '')));
  const content = typeof instruction === 'string' ? instruction : (textAt(instruction, 'text') ?? texts.join('\n'));
  return content === '' ? [] : [{ role: 'system', content }];
}

/** Declarations of functions as tools of a chat. */
export function chatTools(tools: readonly unknown[]): readonly Wire[] {
  const declared = tools.flatMap((tool) => listAt(tool, 'functionDeclarations'));
  return declared.map((declaration) => {
    const parameters = at(declaration, 'parameters') ?? at(declaration, 'parametersJsonSchema');
    return functionTool({ name: at(declaration, 'name'), description: at(declaration, 'description'), parameters });
  });
}

/** Text where there is nothing else; pictures and the like as Gemini has them. */
function contentOf(parts: readonly unknown[]): unknown {
  const texts = parts.map(textOf);
  if (texts.every((text) => text !== undefined)) return texts.join('');
  return parts.map((part) => (textOf(part) === undefined ? part : { type: 'text', text: textOf(part) }));
}

function textOf(part: unknown): string | undefined {
  const text = at(part, 'text');
  return typeof text === 'string' ? text : undefined;
}

function toolCall(part: unknown): Wire {
  const call = at(part, 'functionCall');
  const id = at(call, 'id');
  const described = { name: at(call, 'name'), arguments: jsonOf(at(call, 'args') ?? {}) };
  return { ...(id !== undefined && { id }), type: 'function', function: described };
}

function toolMessage(part: unknown): Wire {
  const answer = at(part, 'functionResponse');
  const id = at(answer, 'id');
  const told = at(answer, 'response');
  const content = textAt(told, 'result') ?? jsonOf(told);
  return { role: 'tool', ...(id !== undefined && { tool_call_id: id }), name: at(answer, 'name'), content };
}

/** What a tool of the program gives can be anything. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '(no JSON)';
  }
}
