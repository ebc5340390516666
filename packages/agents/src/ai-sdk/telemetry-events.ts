import { at, isWire, parsed, type Wire } from '@spanwright/core/kit';

/** Attributes that the AI SDK 6 gives to its OpenTelemetry spans; values are texts, many of them JSON. */
export type Attributes = Readonly<Record<string, unknown>>;

const SETTINGS = 'ai.settings.';
const METADATA = 'ai.telemetry.metadata.';

/** Operations by the names of their spans, as version 7 calls them; what is missing is no work of its own. */
const TYPES: Readonly<Record<string, string>> = {
  'ai.generateText': 'generateText',
  'ai.streamText': 'streamText',
  'ai.generateObject': 'generateText',
  'ai.streamObject': 'streamText',
  'ai.generateText.doGenerate': 'languageModelCall',
  'ai.streamText.doStream': 'languageModelCall',
  'ai.generateObject.doGenerate': 'languageModelCall',
  'ai.streamObject.doStream': 'languageModelCall',
  'ai.toolCall': 'executeTool',
  'ai.embed': 'embed',
  'ai.embedMany': 'embedMany',
  // The span around it tells of no ranking.
  'ai.rerank.doRerank': 'rerank',
};

/** Which operation a span is of. Its name may be followed by the program's own for it. */
export function operationType(spanName: string): string | undefined {
  return TYPES[spanName.split(' ', 1)[0] ?? ''];
}

/** What version 7 tells as an operation starts, from what a span of version 6 starts with. */
export function eventOf(spanName: string, attributes: Attributes): Wire {
  const { system, prompt, messages } = wire(parsed(attributes['ai.prompt']));
  const asked = messages ?? (typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt);
  const tools = attributes['ai.prompt.tools'];
  return {
    ...under(SETTINGS, attributes),
    functionId: attributes['ai.telemetry.functionId'],
    metadata: under(METADATA, attributes),
    operationId: spanName.split(/[. ]/, 2).join('.'),
    modelId: attributes['ai.model.id'],
    provider: attributes['ai.model.provider'],
    instructions: system,
    messages: parsed(attributes['ai.prompt.messages']) ?? asked,
    tools: Array.isArray(tools) ? tools.map(parsed) : undefined,
    value: parsed(attributes['ai.value']) ?? listOf(attributes['ai.values']),
    documents: listOf(attributes['ai.documents']),
    toolCall: {
      toolName: attributes['ai.toolCall.name'],
      toolCallId: attributes['ai.toolCall.id'],
      input: parsed(attributes['ai.toolCall.args']),
    },
  };
}

/** What version 7 tells as an operation ends, from what a span of version 6 ends with. */
export function resultOf(attributes: Attributes): Wire {
  const { 'ai.response.finishReason': finishReason, 'ai.usage.tokens': tokens } = attributes;
  const content = contentOf(attributes);
  return {
    ...(finishReason !== undefined && { finishReason }),
    ...(content.length > 0 && { content }),
    usage: tokens === undefined ? under('ai.usage.', attributes) : { tokens },
    output: { output: parsed(attributes['ai.toolCall.result']) },
    embedding: parsed(attributes['ai.embedding']),
    embeddings: listOf(attributes['ai.embeddings']),
    ranking: listOf(attributes['ai.ranking']),
  };
}

function contentOf(attributes: Attributes): readonly Wire[] {
  const { 'ai.response.reasoning': reasoning, 'ai.response.text': said } = attributes;
  const text = said ?? attributes['ai.response.object'];
  const calls = parsed(attributes['ai.response.toolCalls']);
  return [
    ...(reasoning === undefined ? [] : [{ type: 'reasoning', text: reasoning }]),
    ...(text === undefined || text === '' ? [] : [{ type: 'text', text }]),
    ...(Array.isArray(calls) ? calls.map(toolCall) : []),
  ];
}

function toolCall(call: unknown): Wire {
  const input = at(call, 'input');
  return { ...wire(call), type: 'tool-call', input: parsed(input) };
}

function under(prefix: string, attributes: Attributes): Wire {
  const entries = Object.entries(attributes).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value.map(parsed) : undefined;
}

function wire(value: unknown): Wire {
  return isWire(value) ? value : {};
}
