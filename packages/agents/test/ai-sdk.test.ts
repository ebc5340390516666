import { describe, expect, it } from '@jest/globals';
import type { Tracer } from '@opentelemetry/api';
import { aiSdkTracer } from '../src/ai-sdk/ai-sdk-tracer.ts';
import { eventOf, operationType, resultOf } from '../src/ai-sdk/telemetry-events.ts';

describe('operations of the AI SDK 6, by the names of their spans', () => {
  it.each([
    ['ai.generateText', 'generateText'],
    ['ai.streamObject my-function', 'streamText'],
    ['ai.generateText.doGenerate my-function', 'languageModelCall'],
    ['ai.toolCall', 'executeTool'],
    ['ai.embed.doEmbed', undefined],
    ['anything else', undefined],
    ['', undefined],
  ])('%s is %s', (name, type) => expect(operationType(name)).toBe(type));
});

describe('what the spans of the AI SDK 6 start with', () => {
  it.each([
    [{ 'ai.prompt': '{"prompt":"Hi"}' }, { messages: [{ role: 'user', content: 'Hi' }] }],
    [{ 'ai.prompt': '{"system":"Be brief.","messages":[]}' }, { instructions: 'Be brief.', messages: [] }],
    [{ 'ai.prompt': '{"prompt":[{"role":"user"}]}' }, { messages: [{ role: 'user' }] }],
    [{ 'ai.prompt.messages': '[{"role":"user"}]' }, { messages: [{ role: 'user' }] }],
    [{ 'ai.prompt': 'no JSON' }, { messages: undefined, instructions: undefined }],
    [{ 'ai.prompt.tools': ['{"name":"add"}'] }, { tools: [{ name: 'add' }] }],
    [
      { 'ai.settings.temperature': 0.5, 'ai.model.id': 'm' },
      { temperature: 0.5, modelId: 'm' },
    ],
    [{ 'ai.values': ['"a"', '"b"'] }, { value: ['a', 'b'] }],
  ])('%j says %j', (attributes, event) => expect(eventOf('ai.generateText', attributes)).toMatchObject(event));

  it('names the operation without what stands inside of it', () => {
    expect(eventOf('ai.rerank.doRerank mine', {})).toMatchObject({ operationId: 'ai.rerank' });
  });
});

describe('what the spans of the AI SDK 6 end with', () => {
  it('says what the model answers, in order', () => {
    const calls = '[{"toolCallId":"1","toolName":"add","input":"{\\"a\\":1}"}]';
    const told = { 'ai.response.text': 'Hi', 'ai.response.reasoning': 'hm', 'ai.response.toolCalls': calls };
    expect(resultOf({ ...told, 'ai.response.finishReason': 'tool-calls', 'ai.usage.inputTokens': 9 })).toMatchObject({
      finishReason: 'tool-calls',
      content: [
        { type: 'reasoning', text: 'hm' },
        { type: 'text', text: 'Hi' },
        { type: 'tool-call', toolCallId: '1', toolName: 'add', input: { a: 1 } },
      ],
      usage: { inputTokens: 9 },
    });
  });

  it('has no content where the program wants none recorded', () => {
    expect(resultOf({ 'ai.response.finishReason': 'stop' })).not.toHaveProperty('content');
  });
});

describe('the tracer for the AI SDK 6', () => {
  it('is one of OpenTelemetry, which gives what the work gives', () => {
    const tracer: Tracer = aiSdkTracer;
    expect(tracer.startActiveSpan('anything else', (span) => span.isRecording())).toBe(false);
    const span = tracer.startSpan('ai.generateText').setAttribute('key', 1);
    expect({ recording: span.isRecording(), traceId: span.spanContext().traceId }).toEqual({
      recording: false,
      traceId: '0'.repeat(32),
    });
  });

  it('hands on what the work throws', () => {
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => aiSdkTracer.startActiveSpan('anything else', fail)).toThrow('no');
  });
});
