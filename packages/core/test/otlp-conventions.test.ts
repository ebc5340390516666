import { describe, expect, it } from '@jest/globals';
import type { JsonObject, SpanData, TraceData } from '../src/model/index.ts';
import type { Convention } from '../src/otlp/conventions/convention.ts';
import { translated } from '../src/otlp/conventions/translate.ts';

const info = {
  traceId: 'tr-1',
  experimentId: '0',
  requestTimeMs: 1,
  state: 'OK',
  metadata: { 'mlflow.trace.session': 's1', 'mlflow.trace.user': 'ada' },
  tags: { 'mlflow.traceName': 'chat', team: 'blue' },
} as const satisfies TraceData['info'];

function spanOf(attributes: JsonObject, more: Partial<SpanData> = {}): SpanData {
  return {
    traceId: 'tr-1',
    spanId: '1',
    name: 'Completions',
    startTimeNs: 1n,
    endTimeNs: 2n,
    status: { code: 'OK' },
    attributes,
    events: [],
    ...more,
  };
}

function sent(span: SpanData, ...conventions: Convention[]): SpanData {
  return translated({ info, spans: [span] }, conventions)[0] as SpanData;
}

const chat = spanOf({
  'mlflow.spanType': 'CHAT_MODEL',
  'mlflow.llm.provider': 'azure',
  'mlflow.llm.model': 'gpt-5',
  'mlflow.spanInputs': {
    model: 'gpt-5',
    temperature: 0.5,
    max_completion_tokens: 9,
    stop: 'END',
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image_url', image_url: { url: 'https://x/y.png' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', function: { name: 'look', arguments: '{"q":1}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'found' },
    ],
  },
  'mlflow.spanOutputs': {
    id: 'r1',
    model: 'gpt-5-2026',
    choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }],
  },
  'mlflow.chat.tokenUsage': { input_tokens: 3, output_tokens: 4, total_tokens: 7, cache_read_input_tokens: 2 },
  'mlflow.chat.tools': [{ type: 'function', function: { name: 'look' } }],
  mine: { kept: true },
});

describe('attributes under MLflow names', () => {
  it('are what was recorded, with the trace id, and with session, user and own tags on the root', () => {
    expect(sent(chat, 'mlflow').attributes).toEqual({
      ...chat.attributes,
      'mlflow.traceRequestId': 'tr-1',
      'session.id': 's1',
      'user.id': 'ada',
      'mlflow.traceTag.team': 'blue',
    });
    expect(sent({ ...chat, parentSpanId: '0' }, 'mlflow').attributes).not.toHaveProperty(['session.id']);
  });
});

describe('attributes under gen_ai names', () => {
  const { name, attributes } = sent(chat, 'gen_ai');

  it('tell a model call as the conventions do, and keep what the user set', () => {
    expect(name).toBe('chat gpt-5');
    expect(attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'azure.ai.openai',
      'gen_ai.request.model': 'gpt-5',
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.max_tokens': 9,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.response.id': 'r1',
      'gen_ai.response.model': 'gpt-5-2026',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 4,
      'gen_ai.usage.cache_read.input_tokens': 2,
      'gen_ai.conversation.id': 's1',
      'user.id': 'ada',
      mine: { kept: true },
    });
    expect(Object.keys(attributes).filter((key) => key.startsWith('mlflow.'))).toEqual([]);
  });

  it('hold messages as JSON in the schema of the conventions', () => {
    expect(JSON.parse(attributes['gen_ai.input.messages'] as string)).toEqual([
      { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
      {
        role: 'user',
        parts: [
          { type: 'text', content: 'See' },
          { type: 'uri', uri: 'https://x/y.png' },
        ],
      },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: '{"q":1}' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'found' }] },
    ]);
    expect(JSON.parse(attributes['gen_ai.output.messages'] as string)).toEqual([
      { role: 'assistant', parts: [{ type: 'text', content: 'Hi' }], finish_reason: 'stop' },
    ]);
  });

  it('tell tools, agents, errors and other work', () => {
    const tool = spanOf(
      { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': { q: 1 }, 'mlflow.spanOutputs': 'found' },
      { name: 'look' },
    );
    expect(sent(tool, 'gen_ai')).toMatchObject({
      name: 'execute_tool look',
      attributes: {
        'gen_ai.tool.name': 'look',
        'gen_ai.tool.call.arguments': '{"q":1}',
        'gen_ai.tool.call.result': 'found',
      },
    });
    const agent = spanOf(
      { 'mlflow.spanType': 'AGENT' },
      {
        name: 'planner',
        status: { code: 'ERROR' },
        events: [{ name: 'exception', timeNs: 1n, attributes: { 'exception.type': 'RangeError' } }],
      },
    );
    expect(sent(agent, 'gen_ai')).toMatchObject({
      name: 'invoke_agent planner',
      attributes: { 'gen_ai.agent.name': 'planner', 'error.type': 'RangeError' },
    });
    // MLflow's translation keeps the type where the conventions have no operation.
    expect(sent(spanOf({ 'mlflow.spanType': 'CHAIN' }), 'gen_ai')).toMatchObject({
      name: 'Completions',
      attributes: { 'gen_ai.operation.name': 'CHAIN' },
    });
  });

  it('read the responses API', () => {
    const span = spanOf({
      'mlflow.spanType': 'CHAT_MODEL',
      'mlflow.spanInputs': {
        model: 'gpt-5',
        instructions: 'Be brief.',
        input: [
          { role: 'user', content: [{ type: 'input_text', text: 'See' }] },
          { type: 'function_call', call_id: 'c1', name: 'look', arguments: '{}' },
          { type: 'function_call_output', call_id: 'c1', output: 'found' },
        ],
      },
      'mlflow.spanOutputs': {
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] },
        ],
      },
    });
    const found = sent(span, 'gen_ai').attributes;
    expect(JSON.parse(found['gen_ai.system_instructions'] as string)).toEqual([{ type: 'text', content: 'Be brief.' }]);
    expect(JSON.parse(found['gen_ai.input.messages'] as string)).toEqual([
      { role: 'user', parts: [{ type: 'text', content: 'See' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'look', arguments: '{}' }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'found' }] },
    ]);
    expect(JSON.parse(found['gen_ai.output.messages'] as string)).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', content: 'Hm' },
          { type: 'text', content: 'Hi' },
        ],
      },
    ]);
  });
});

describe('attributes under OpenInference names', () => {
  it('tell a model call, its lists spelled out in the keys', () => {
    expect(sent(chat, 'openinference')).toMatchObject({
      name: 'Completions',
      attributes: {
        'openinference.span.kind': 'LLM',
        'input.mime_type': 'application/json',
        'llm.model_name': 'gpt-5-2026',
        'llm.provider': 'azure',
        'llm.invocation_parameters': '{"model":"gpt-5","temperature":0.5,"max_completion_tokens":9,"stop":"END"}',
        'llm.finish_reason': 'stop',
        'llm.token_count.prompt': 3,
        'llm.token_count.prompt_details.cache_read': 2,
        'llm.input_messages.0.message.role': 'system',
        'llm.input_messages.0.message.content': 'Be brief.',
        'llm.input_messages.1.message.contents.0.message_content.text': 'See',
        'llm.input_messages.1.message.contents.1.message_content.image.image.url': 'https://x/y.png',
        'llm.input_messages.2.message.tool_calls.0.tool_call.function.name': 'look',
        'llm.input_messages.3.message.tool_call_id': 'c1',
        'llm.output_messages.0.message.content': 'Hi',
        'llm.tools.0.tool.json_schema': '{"type":"function","function":{"name":"look"}}',
        'session.id': 's1',
        mine: { kept: true },
      },
    });
  });

  it('tell what a retriever found', () => {
    const span = spanOf({
      'mlflow.spanType': 'RETRIEVER',
      'mlflow.spanInputs': 'rain',
      'mlflow.spanOutputs': [{ page_content: 'It rains.', metadata: { page: 3 }, id: 'd1' }],
    });
    expect(sent(span, 'openinference').attributes).toMatchObject({
      'openinference.span.kind': 'RETRIEVER',
      'input.value': 'rain',
      'input.mime_type': 'text/plain',
      'retrieval.documents.0.document.content': 'It rains.',
      'retrieval.documents.0.document.metadata': '{"page":3}',
      'retrieval.documents.0.document.id': 'd1',
    });
  });
});

describe('several conventions at once', () => {
  it('stand side by side under the recorded name', () => {
    const { name, attributes } = sent(chat, 'mlflow', 'gen_ai', 'openinference');
    expect(name).toBe('Completions');
    expect(attributes).toMatchObject({
      ...chat.attributes,
      'gen_ai.request.model': 'gpt-5',
      'openinference.span.kind': 'LLM',
    });
  });
});
