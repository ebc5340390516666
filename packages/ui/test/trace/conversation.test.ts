import { describe, expect, it } from '@jest/globals';
import type { JsonValue } from '../../src/trace/chat/json.ts';
import { conversationOf } from '../../src/trace/chat/conversation.ts';
import type { ChatMessage, ChatPart } from '../../src/trace/chat/message.ts';
import { toolTurns } from './tool-turns.ts';

const shown = (part: ChatPart): string => {
  if (part.kind === 'call') return `${part.name}(${JSON.stringify(part.input)})=${JSON.stringify(part.result?.output)}`;
  if (part.kind === 'result') return `result ${JSON.stringify(part.output)}`;
  if (part.kind === 'data') return `data ${part.label}`;
  return 'text' in part ? `${part.kind} ${part.text}` : `${part.kind} ${part.source ?? part.label ?? ''}`;
};
const told = (messages: readonly ChatMessage[] = []) => messages.map(({ role, parts }) => [role, ...parts.map(shown)]);
const read = (inputs: JsonValue, outputs: JsonValue, spanType = 'CHAT_MODEL') => {
  const conversation = conversationOf({ spanType, inputs, outputs });
  return conversation && [...told(conversation.before), ['—'], ...told(conversation.answers)];
};

describe('a conversation', () => {
  it.each(Object.entries(toolTurns))('of %s has its roles, its reasoning, and calls with their results', (_, turn) => {
    expect(read(turn.inputs, turn.outputs)).toEqual([
      ['system', 'text Be brief.'],
      ['user', 'text Weather in Oslo?'],
      ['assistant', ...(turn.reasoning ? ['reasoning Look it up.'] : []), 'weather({"city":"Oslo"})={"sky":"sunny"}'],
      ['—'],
      ['assistant', 'text Sunny.'],
    ]);
  });

  it('shows images, sounds, files and refusals', () => {
    const content = [
      { type: 'text', text: 'See' },
      { type: 'image_url', image_url: { url: 'mlflow-attachment://1' } },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'mp3' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'BBBB' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,CC' } },
    ];
    const refused = { choices: [{ message: { role: 'assistant', content: null, refusal: 'No.' } }] };
    expect(read({ messages: [{ role: 'user', content }] }, refused)).toEqual([
      [
        'user',
        'text See',
        'image mlflow-attachment://1',
        'audio data:audio/mpeg;base64,AAAA',
        'image data:image/jpeg;base64,BBBB',
        'file data:application/pdf;base64,CC',
      ],
      ['—'],
      ['assistant', 'refusal No.'],
    ]);
  });

  it('shows every choice, and the transcript of a spoken answer', () => {
    const audio = { data: 'AAAA', transcript: 'Hello' };
    const choices = [{ message: { role: 'assistant', content: 'One' } }, { message: { role: 'assistant', audio } }];
    expect(read('Hi', { choices })).toEqual([
      ['user', 'text Hi'],
      ['—'],
      ['assistant', 'text One'],
      ['assistant', 'audio data:audio/wav;base64,AAAA', 'text Hello'],
    ]);
  });

  it('leaves out of the answers what a graph repeats of its input', () => {
    const human = { type: 'human', content: 'Hi' };
    const ai = { type: 'ai', content: 'Hello', name: 'greeter' };
    const graph = { messages: [{ ...human, id: '1' }, ai] };
    expect(read({ messages: [human] }, graph, 'CHAIN')).toEqual([
      ['user', 'text Hi'],
      ['—'],
      ['assistant', 'text Hello'],
    ]);
  });

  it('keeps what it does not know as data, and a result without its call as a result', () => {
    const messages = [
      { role: 'user', content: [{ type: 'hologram', x: 1 }] },
      { role: 'tool', tool_call_id: '7', content: '{"a":1}' },
    ];
    expect(read({ messages }, 'ok')).toEqual([
      ['user', 'data hologram'],
      ['tool', 'result {"a":1}'],
      ['—'],
      ['assistant', 'text ok'],
    ]);
  });

  it.each([
    ['a tool', 'TOOL', { city: 'Oslo' }, { sky: 'sunny' }],
    ['a function of texts', 'CHAIN', 'question', 'answer'],
    ['a retriever', 'RETRIEVER', 'tides', [{ page_content: 'Moon', metadata: {} }]],
    ['embeddings', 'EMBEDDING', { input: ['a', 'b'] }, { count: 2 }],
    ['nothing', 'AGENT', null, null],
  ])('is not seen in the work of %s', (_, spanType, inputs, outputs) => {
    expect(read(inputs, outputs, spanType)).toBeUndefined();
  });
});
