import { at, firstText, isList, isObject, type JsonObject, type JsonValue, listOf, parsed, textOf } from './json.ts';
import { mediaPart } from './media-source.ts';
import type { ChatPart, ToolCall, ToolResult } from './message.ts';

type Reader = (block: JsonObject) => readonly ChatPart[];

const text: Reader = (block) => written('text', firstText(block, 'text', 'content'));
const image: Reader = (block) => [mediaPart(block, 'image')];
const audio: Reader = (block) => [mediaPart(block, 'audio'), ...written('text', textOf(at(block, 'transcript')))];
const file: Reader = (block) => [mediaPart(block, 'file')];
const reasoning: Reader = (block) => {
  const told = firstText(block, 'thinking', 'reasoning', 'text') ?? joined(block['summary'] ?? block['content']);
  return written('reasoning', told || '(encrypted)');
};

/** What a block is, by the name that its library gives it. */
const BY_TYPE: { readonly [type: string]: Reader } = {
  text,
  input_text: text,
  output_text: text,
  summary_text: text,
  refusal: (block) => written('refusal', firstText(block, 'refusal', 'text')),
  image,
  image_url: image,
  input_image: image,
  audio,
  input_audio: audio,
  file,
  input_file: file,
  document: file,
  media: file,
  reasoning,
  thinking: reasoning,
  redacted_thinking: reasoning,
  'redacted-reasoning': reasoning,
  tool_use: call,
  server_tool_use: call,
  tool_call: call,
  'tool-call': call,
  toolCall: call,
  function_call: call,
  function: call,
  custom_tool_call: call,
  mcp_call: (block) => [...call(block), ...(block['output'] === undefined ? [] : result(block))],
  tool_result: result,
  'tool-result': result,
  'tool-error': (block) => [{ ...toolResult(block), failed: true }],
  function_call_output: result,
  function_call_result: result,
  custom_tool_call_output: result,
  image_generation_call: (block) => [mediaPart({ data: block['result'] ?? null }, 'image')],
  'step-start': () => [],
  source: file,
};

/** Blocks that have no `type`: Gemini's and Bedrock's, known by the field that they have. */
const BY_FIELD: readonly (readonly [string, Reader])[] = [
  ['functionCall', (block) => call(inner(block, 'functionCall'))],
  ['function_call', (block) => call(inner(block, 'function_call'))],
  ['functionResponse', (block) => result(inner(block, 'functionResponse'))],
  ['function_response', (block) => result(inner(block, 'function_response'))],
  ['inlineData', file],
  ['inline_data', file],
  ['fileData', file],
  ['toolUse', (block) => call(inner(block, 'toolUse'))],
  ['toolResult', (block) => result(inner(block, 'toolResult'))],
  ['reasoningContent', (block) => written('reasoning', textOf(at(block, 'reasoningContent', 'reasoningText', 'text')))],
  ['executableCode', (block) => [{ kind: 'data', label: 'code', value: block['executableCode'] ?? null }]],
  ['codeExecutionResult', (block) => [{ kind: 'data', label: 'result', value: block['codeExecutionResult'] ?? null }]],
  ['guardContent', (block) => text(inner(inner(block, 'guardContent'), 'text'))],
  ['image', image],
  ['document', file],
  ['text', (block) => written(block['thought'] === true ? 'reasoning' : 'text', textOf(block['text']))],
  ['thoughtSignature', () => []],
];

/** The pieces of a message's content: a text, a block, or a list of them. */
export function readParts(content: JsonValue | undefined): readonly ChatPart[] {
  if (typeof content === 'string') return written('text', content);
  return isList(content) ? content.flatMap(readBlock) : readBlock(content);
}

/** Whether an item of a list says by its type that it is a call, a result or reasoning rather than a message. */
export function isBlock(value: JsonObject): boolean {
  return isKnown(textOf(value['type'])) || /_call(_output)?$|_tool_result$/.test(textOf(value['type']) ?? '');
}

function isKnown(type: string | undefined): boolean {
  return type !== undefined && Object.hasOwn(BY_TYPE, type);
}

function readBlock(block: JsonValue | undefined): readonly ChatPart[] {
  if (typeof block === 'string') return written('text', block);
  if (block === undefined || block === null) return [];
  if (!isObject(block)) return [{ kind: 'data', label: '', value: block }];
  const type = textOf(block['type'] ?? block['block_type']);
  const read = type === undefined ? readerByField(block) : readerOf(type, block);
  return read ? read(block) : [{ kind: 'data', label: type ?? '', value: block }];
}

function readerByField(block: JsonObject): Reader | undefined {
  return BY_FIELD.find(([field]) => block[field] !== undefined)?.[1];
}

function readerOf(type: string, block: JsonObject): Reader | undefined {
  if (isKnown(type)) return BY_TYPE[type];
  if (type.endsWith('_tool_result')) return result;
  return type.startsWith('tool-') && block['toolCallId'] !== undefined ? uiTool : undefined;
}

/** A call and its result in one block, as the AI SDK's messages for interfaces have them. */
function uiTool(block: JsonObject): readonly ChatPart[] {
  const name = (textOf(block['type']) ?? '').slice('tool-'.length);
  const answered = block['output'] === undefined ? [] : [toolResult(block)];
  return [{ ...toolCall(block), name }, ...answered];
}

function call(block: JsonObject): readonly ChatPart[] {
  return [toolCall(block)];
}

function result(block: JsonObject): readonly ChatPart[] {
  return [toolResult(block)];
}

/** A call as any library writes it down. */
export function toolCall(block: JsonObject): ToolCall {
  const told = inner(block, 'function');
  const id = firstText(block, 'call_id', 'callId', 'tool_call_id', 'toolCallId', 'toolUseId', 'id');
  const input = block['input'] ?? block['args'] ?? block['arguments'] ?? told['arguments'];
  return {
    kind: 'call',
    ...(id !== undefined && { id }),
    name: firstText(block, 'name', 'toolName') ?? firstText(told, 'name') ?? 'tool',
    input: parsed(input),
  };
}

/** A tool's answer as any library writes it down. */
export function toolResult(block: JsonObject): ToolResult {
  const id = firstText(block, 'tool_use_id', 'call_id', 'callId', 'tool_call_id', 'toolCallId', 'toolUseId', 'id');
  const name = firstText(block, 'name', 'toolName');
  const failed = block['is_error'] === true || block['isError'] === true || block['status'] === 'error';
  return {
    kind: 'result',
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    output: plain(block['output'] ?? block['result'] ?? block['content'] ?? block['response'] ?? block['error']),
    ...(failed && { failed }),
  };
}

/** Text out of the wrappers around it: `[{type: 'text', text}]`, and the AI SDK's `{type: 'json', value}`. */
function plain(output: JsonValue | undefined): JsonValue {
  if (isObject(output) && output['value'] !== undefined && textOf(output['type'])) return parsed(output['value']);
  const blocks = isObject(output) && textOf(output['type'])?.endsWith('text') ? [output] : output;
  const texts = isList(blocks) ? blocks.map((block) => textOf(at(block, 'text'))) : [];
  return texts.length > 0 && !texts.includes(undefined) ? parsed(texts.join('\n')) : parsed(output);
}

function joined(value: JsonValue | undefined): string {
  return listOf(value)
    .map((part) => textOf(part) ?? textOf(at(part, 'text')) ?? '')
    .filter(Boolean)
    .join('\n\n');
}

function inner(block: JsonObject, key: string): JsonObject {
  const value = block[key];
  return isObject(value) ? value : {};
}

function written(kind: 'text' | 'reasoning' | 'refusal', value: string | undefined): readonly ChatPart[] {
  return value === undefined || value === '' ? [] : [{ kind, text: value }];
}
