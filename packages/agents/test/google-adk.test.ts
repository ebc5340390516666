import { describe, expect, it } from '@jest/globals';
import { chatMessages, chatTools, systemMessages } from '../src/google-adk/chat-messages.ts';
import { EventsOfRun } from '../src/google-adk/events-of-run.ts';
import { MetClasses } from '../src/google-adk/met-classes.ts';
import { ModelAnswer } from '../src/google-adk/model-answer.ts';

const model = (...parts: readonly unknown[]): unknown => ({ content: { role: 'model', parts } });

describe("contents of Google's models as messages of a chat", () => {
  it.each([
    [{ parts: [{ text: 'Hi' }] }, [{ role: 'user', content: 'Hi' }]],
    [{ role: 'model', parts: [{ text: 'Hel' }, { text: 'lo' }] }, [{ role: 'assistant', content: 'Hello' }]],
    [{ role: 'model', parts: [] }, [{ role: 'assistant', content: '' }]],
    [
      { role: 'model', parts: [{ text: 'hm', thought: true }, { text: 'Hi' }] },
      [{ role: 'assistant', content: 'Hi', reasoning_content: 'hm' }],
    ],
    [
      { role: 'user', parts: [{ text: 'Look' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
      [
        {
          role: 'user',
          content: [{ type: 'text', text: 'Look' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
        },
      ],
    ],
    [
      { role: 'model', parts: [{ functionCall: { id: 'c1', name: 'add', args: { a: 1 } } }] },
      [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } }],
        },
      ],
    ],
    [
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'c1', name: 'add', response: { result: 'two' } } },
          { functionResponse: { name: 'sub', response: { left: 0 } } },
        ],
      },
      [
        { role: 'tool', tool_call_id: 'c1', name: 'add', content: 'two' },
        { role: 'tool', name: 'sub', content: '{"left":0}' },
      ],
    ],
  ])('%j', (content, messages) => expect(chatMessages(content)).toEqual(messages));

  it('has a result of a tool that is no JSON', () => {
    const parts = [{ functionResponse: { name: 'count', response: { count: 1n } } }];
    expect(chatMessages({ parts })).toEqual([{ role: 'tool', name: 'count', content: '(no JSON)' }]);
  });

  it.each([
    ['Be brief.', 'Be brief.'],
    [{ parts: [{ text: 'Be' }, { text: 'brief.' }] }, 'Be\nbrief.'],
    [['Be', { text: 'brief.' }], 'Be\nbrief.'],
    [{ text: 'Be brief.' }, 'Be brief.'],
  ])('instructions %j', (instruction, content) =>
    expect(systemMessages(instruction)).toEqual([{ role: 'system', content }]),
  );

  it('has no message where there are no instructions', () => expect(systemMessages(undefined)).toEqual([]));

  it('has the tools that are declared as functions', () => {
    const declared = [
      { functionDeclarations: [{ name: 'add', description: 'Adds', parameters: {} }] },
      { googleSearch: {} },
    ];
    expect(chatTools(declared)).toEqual([
      { type: 'function', function: { name: 'add', description: 'Adds', parameters: {} } },
    ]);
  });
});

describe('the answer of a model', () => {
  it('is put together from pieces where the whole never came', () => {
    const answer = new ModelAnswer();
    for (const text of ['Hel', 'lo']) answer.hear({ ...(model({ text }) as object), partial: true });
    expect(answer.outputs).toEqual({ choices: [{ message: { role: 'assistant', content: 'Hello' } }] });
    expect(answer.completeMs).toBeUndefined();
  });

  it('has the parts of all responses that are no pieces', () => {
    const answer = new ModelAnswer();
    answer.hear({ ...(model({ text: 'He' }) as object), partial: true });
    answer.hear(model({ text: 'Hello' }));
    answer.hear({ ...(model({ functionCall: { name: 'add' } }) as object), finishReason: 'STOP' });
    expect(answer.outputs).toMatchObject({
      choices: [{ message: { content: 'Hello', tool_calls: [{}] }, finish_reason: 'STOP' }],
    });
  });

  it('has the last usage that was told', () => {
    const answer = new ModelAnswer();
    answer.hear({ usageMetadata: { promptTokenCount: 1 } });
    answer.hear({ usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3, thoughtsTokenCount: 2 } });
    answer.hear(model({ text: 'Hello' }));
    expect(answer.usage).toMatchObject({ input_tokens: 9, output_tokens: 3, reasoning_tokens: 2 });
  });
});

describe('the events of a run', () => {
  it('come to the last answer, whatever failed before it', () => {
    const events = new EventsOfRun();
    events.hear({ errorCode: '503', errorMessage: 'overloaded' });
    expect(events.failure).toEqual({ type: '503', message: 'overloaded' });
    events.hear(model({ text: 'Hello' }));
    events.hear(model({ functionCall: { name: 'add' } }));
    expect({ outputs: events.outputs, failure: events.failure }).toEqual({
      outputs: { role: 'assistant', content: 'Hello' },
      failure: undefined,
    });
  });
});

describe('classes that are met', () => {
  it('have their method replaced once, wherever it is, and given back', () => {
    class Base {
      work(): string {
        return 'done';
      }
    }
    class Derived extends Base {}
    const own = Object.assign(new Derived(), { work: () => 'its own' });
    const before = [Base.prototype.work, own.work];
    const met = new MetClasses('work', (original, self, args) => `${String(Reflect.apply(original, self, args))}!`);
    for (const object of [new Derived(), Base.prototype, new Base(), own, undefined, {}]) met.meet(object);
    expect([new Base().work(), new Derived().work(), own.work()]).toEqual(['done!', 'done!', 'its own!']);
    met.undo();
    expect([Base.prototype.work, own.work]).toEqual(before);
    expect(Object.keys(own)).toEqual(['work']);
  });

  it('are left alone where they are frozen', () => {
    const frozen = Object.freeze({ work: () => 'done' });
    const met = new MetClasses('work', () => 'more');
    met.meet(frozen);
    expect(frozen.work()).toBe('done');
  });
});
