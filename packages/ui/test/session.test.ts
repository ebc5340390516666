import { describe, expect, it } from '@jest/globals';
import { turnText } from '../src/sessions/turn-text.ts';

describe('what was said in a turn', () => {
  it.each([
    ['Where is my order?', { text: 'Where is my order?', code: false }],
    ['"quoted"', { text: 'quoted', code: false }],
    ['{"question": "Why?"}', { text: 'Why?', code: false }],
    [
      '{"messages": [{"role": "system", "content": "Be kind"}, {"role": "user", "content": "Hi"}]}',
      { text: 'Hi', code: false },
    ],
    ['{"a": 1}', { text: '{\n  "a": 1\n}', code: true }],
    ['{"cut": "in the midd', { text: '{"cut": "in the midd', code: true }],
  ])('is found in %s', (preview, said) => {
    expect(turnText(preview)).toEqual(said);
  });

  it('is nothing where there is no preview', () => {
    expect(turnText(undefined)).toBeUndefined();
    expect(turnText('')).toBeUndefined();
  });
});
