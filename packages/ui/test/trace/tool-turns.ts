import type { JsonValue } from '../../src/trace/chat/json.ts';

/** A question, a call of a tool, its result and the answer, as a library writes them down. */
export interface ToolTurn {
  readonly inputs: JsonValue;
  readonly outputs: JsonValue;
  /** It has the model's reasoning before the call. */
  readonly reasoning?: true;
}

const city = { city: 'Oslo' };
const sky = { sky: 'sunny' };
const question = 'Weather in Oslo?';
const openAiCall = { id: '1', type: 'function', function: { name: 'weather', arguments: JSON.stringify(city) } };

/** The same turn by every library whose messages the viewer knows. */
export const toolTurns: { readonly [library: string]: ToolTurn } = {
  'OpenAI chat': {
    inputs: {
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: question },
        { role: 'assistant', content: null, reasoning_content: 'Look it up.', tool_calls: [openAiCall] },
        { role: 'tool', tool_call_id: '1', content: JSON.stringify(sky) },
      ],
    },
    outputs: { choices: [{ message: { role: 'assistant', content: 'Sunny.' } }] },
    reasoning: true,
  },
  'OpenAI responses': {
    inputs: {
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: question }] },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Look it up.' }] },
            { type: 'function_call', call_id: '1', name: 'weather', arguments: JSON.stringify(city) },
          ],
        },
        { type: 'function_call_output', call_id: '1', output: JSON.stringify(sky) },
      ],
    },
    outputs: { output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Sunny.' }] }] },
    reasoning: true,
  },
  Anthropic: {
    inputs: {
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        { role: 'user', content: question },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Look it up.' },
            { type: 'tool_use', id: '1', name: 'weather', input: city },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: '1', content: JSON.stringify(sky) }] },
      ],
    },
    outputs: { role: 'assistant', type: 'message', content: [{ type: 'text', text: 'Sunny.' }] },
    reasoning: true,
  },
  Gemini: {
    inputs: {
      config: { systemInstruction: 'Be brief.' },
      contents: [
        { role: 'user', parts: [{ text: question }] },
        {
          role: 'model',
          parts: [{ text: 'Look it up.', thought: true }, { functionCall: { id: '1', name: 'weather', args: city } }],
        },
        { role: 'user', parts: [{ functionResponse: { id: '1', name: 'weather', response: sky } }] },
      ],
    },
    outputs: { candidates: [{ content: { role: 'model', parts: [{ text: 'Sunny.' }] } }] },
    reasoning: true,
  },
  Bedrock: {
    inputs: {
      system: [{ text: 'Be brief.' }],
      messages: [
        { role: 'user', content: [{ text: question }] },
        { role: 'assistant', content: [{ toolUse: { toolUseId: '1', name: 'weather', input: city } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: '1', content: [{ text: JSON.stringify(sky) }] } }] },
      ],
    },
    outputs: { output: { message: { role: 'assistant', content: [{ text: 'Sunny.' }] } } },
  },
  LangChain: {
    inputs: {
      messages: [
        { type: 'system', content: 'Be brief.' },
        { type: 'human', content: question },
        {
          type: 'ai',
          content: '',
          tool_calls: [{ name: 'weather', args: city, id: '1', type: 'tool_call' }],
          additional_kwargs: { tool_calls: [openAiCall], reasoning_content: 'Look it up.' },
        },
        { type: 'tool', content: JSON.stringify(sky), tool_call_id: '1', name: 'weather', status: 'success' },
      ],
    },
    outputs: { generations: [[{ text: 'Sunny.', message: { type: 'ai', content: 'Sunny.' } }]] },
    reasoning: true,
  },
  'serialised LangChain': {
    inputs: [
      [
        {
          lc: 1,
          type: 'constructor',
          id: ['langchain_core', 'messages', 'SystemMessage'],
          kwargs: { content: 'Be brief.' },
        },
        {
          lc: 1,
          type: 'constructor',
          id: ['langchain_core', 'messages', 'HumanMessage'],
          kwargs: { content: question },
        },
        {
          lc: 1,
          type: 'constructor',
          id: ['langchain_core', 'messages', 'AIMessageChunk'],
          kwargs: { content: [{ type: 'tool_call', id: '1', name: 'weather', args: city }] },
        },
        {
          lc: 1,
          type: 'constructor',
          id: ['langchain_core', 'messages', 'ToolMessage'],
          kwargs: { content: JSON.stringify(sky), tool_call_id: '1' },
        },
      ],
    ],
    outputs: { messages: [{ type: 'ai', content: 'Sunny.' }] },
  },
  LlamaIndex: {
    inputs: {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: question },
        { role: 'assistant', content: '', options: { toolCall: [{ name: 'weather', id: '1', input: city }] } },
        {
          role: 'user',
          content: '',
          options: { toolResult: { id: '1', result: JSON.stringify(sky), isError: false } },
        },
      ],
    },
    outputs: { message: { role: 'assistant', content: 'Sunny.' }, raw: {} },
  },
  'the AI SDK': {
    inputs: {
      system: 'Be brief.',
      messages: [
        { role: 'user', content: [{ type: 'text', text: question }] },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'Look it up.' },
            { type: 'tool-call', toolCallId: '1', toolName: 'weather', input: city },
          ],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: '1', toolName: 'weather', output: { type: 'json', value: sky } },
          ],
        },
      ],
    },
    outputs: { content: [{ type: 'text', text: 'Sunny.' }], text: 'Sunny.', toolCalls: [] },
    reasoning: true,
  },
};
