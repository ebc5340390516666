import { describe, expect, it } from '@jest/globals';
import { readable } from '../src/traces/readable.ts';

describe('a preview in the table of traces', () => {
  it.each([
    ['{"question":"Why is the sky blue?"}', 'question: Why is the sky blue?'],
    ['{"a":1,"b":{"c":"x"}}', 'a: 1, b: c: x'],
    ['"The tides\\ncome \\"twice\\" a day"', 'The tides come "twice" a day'],
    ['[{"type":"human","content":"cut in the mid', 'type: human, content: cut in the mid'],
    ['What is {this} "thing"?', 'What is {this} "thing"?'],
    ['', ''],
  ])('of %s is %s', (text, shown) => {
    expect(readable(text)).toBe(shown);
  });
});
