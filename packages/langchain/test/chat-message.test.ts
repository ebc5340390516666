import { describe, expect, it } from '@jest/globals';
import { chatMessage } from '../src/chat-message.ts';
import { message } from './support.ts';

const call = { id: 'call_1', name: 'add', args: { a: 1 } };
const asFunction = (args: string) => ({ id: 'call_1', type: 'function', function: { name: 'add', arguments: args } });

const table: readonly (readonly [title: string, given: object, expected: object])[] = [
  ['human', message('human', 'Hi'), { role: 'user', content: 'Hi' }],
  ['ai', message('ai', 'Hi'), { role: 'assistant', content: 'Hi' }],
  ['system', message('system', 'Be kind'), { role: 'system', content: 'Be kind' }],
  ['generic', message('generic', 'Hi', { role: 'critic' }), { role: 'critic', content: 'Hi' }],
  ['function', message('function', '3', { name: 'add' }), { role: 'function', content: '3', name: 'add' }],
  [
    'tool',
    message('tool', '3', { tool_call_id: 'call_1', name: 'add' }),
    { role: 'tool', content: '3', name: 'add', tool_call_id: 'call_1' },
  ],
  [
    'tool calls, their empty content as null',
    message('ai', '', { tool_calls: [call] }),
    { role: 'assistant', content: null, tool_calls: [asFunction('{"a":1}')] },
  ],
  [
    'invalid tool calls with what the model wrote',
    message('ai', '', { tool_calls: [], invalid_tool_calls: [{ ...call, args: '{"a":' }] }),
    { role: 'assistant', content: null, tool_calls: [asFunction('{"a":')] },
  ],
  [
    'parts that only repeat tool calls, left out',
    message('ai', [{ type: 'text', text: 'Adding' }, { type: 'tool_use' }], { tool_calls: [call] }),
    { role: 'assistant', content: [{ type: 'text', text: 'Adding' }], tool_calls: [asFunction('{"a":1}')] },
  ],
  [
    'nothing but parts that repeat tool calls, as null',
    message('ai', [{ type: 'tool_use' }], { tool_calls: [call] }),
    { role: 'assistant', content: null, tool_calls: [asFunction('{"a":1}')] },
  ],
  [
    'images of LangChain and of Anthropic',
    message('human', [
      { type: 'image', source_type: 'base64', data: 'AAAA', mime_type: 'image/png' },
      { type: 'image', source: { type: 'base64', data: 'BBBB', media_type: 'image/jpeg' } },
      { type: 'image', source_type: 'url', url: 'https://example.com/a.png' },
      { type: 'image_url', image_url: { url: 'https://example.com/b.png' } },
    ]),
    {
      role: 'user',
      content: [
        'data:image/png;base64,AAAA',
        'data:image/jpeg;base64,BBBB',
        'https://example.com/a.png',
        'https://example.com/b.png',
      ].map((url) => ({ type: 'image_url', image_url: { url } })),
    },
  ],
  [
    'audio as wav and mp3, other formats as they are',
    message('human', [
      { type: 'audio', source_type: 'base64', data: 'AAAA', mime_type: 'audio/wav' },
      { type: 'audio', data: 'BBBB', mimeType: 'audio/mpeg' },
      { type: 'audio', data: 'CCCC', mimeType: 'audio/ogg' },
    ]),
    {
      role: 'user',
      content: [
        { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
        { type: 'input_audio', input_audio: { data: 'BBBB', format: 'mp3' } },
        { type: 'audio', data: 'CCCC', mimeType: 'audio/ogg' },
      ],
    },
  ],
  [
    'a spoken answer by its transcript',
    message('ai', '', { additional_kwargs: { audio: { transcript: 'Good day' } } }),
    { role: 'assistant', content: 'Good day' },
  ],
  [
    'a refusal',
    message('ai', '', { additional_kwargs: { refusal: 'No.' } }),
    { role: 'assistant', content: '', refusal: 'No.' },
  ],
  [
    'reasoning parts',
    message('ai', [
      { type: 'reasoning', reasoning: 'Hm' },
      { type: 'text', text: 'Yes' },
    ]),
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', reasoning: 'Hm' },
        { type: 'text', text: 'Yes' },
      ],
    },
  ],
  ['what is no message, as it is', { role: 'user', content: 'Hi' }, { role: 'user', content: 'Hi' }],
];

describe('messages are shown in the chat form (case 222 of MLflow)', () => {
  it.each(table)('%s', (_, given, expected) => {
    expect(chatMessage(given)).toEqual(expected);
  });
});
