import { describe, expect, it } from '@jest/globals';
import { jsonBeginning } from '../src/model/json-beginning.ts';
import { legacyPreviewOf, previewOf } from '../src/model/index.ts';
import type { JsonValue } from '../src/model/index.ts';

const VALUES: readonly JsonValue[] = [
  null,
  true,
  -0.5,
  '',
  'a "quoted" \\ text\n\u2028',
  'x'.repeat(40),
  [],
  {},
  [[], [{}], [null, 1, 'two']],
  { a: 1, 'b "c"': [1, 2, { d: null }], '': {}, 7: 'first' },
  { messages: [{ role: 'user', content: 'hello '.repeat(20) }], n: [1e21, 1e-7, 12345.678] },
  { left: undefined as unknown as JsonValue, right: [undefined as unknown as JsonValue] },
  '\ud83d\ude00'.repeat(20),
  ['\ud83d', '\ude00'],
];

describe('the beginning of JSON', () => {
  it.each(VALUES.map((value) => [value]))('is what JSON.stringify() makes of %j, at any length', (value) => {
    const whole = JSON.stringify(value);
    for (let chars = 0; chars <= whole.length + 1; chars += 1) {
      const beginning = jsonBeginning(value, chars);
      expect(beginning.slice(0, chars)).toBe(whole.slice(0, chars));
      expect(beginning.length > chars).toBe(whole.length > chars);
    }
  });

  it('reads no more of a large value than it shows', () => {
    const rest = { role: 'user', content: 'never looked at' };
    Object.defineProperty(rest, 'content', {
      enumerable: true,
      get: () => {
        throw new Error('looked at');
      },
    });
    const large = { messages: [{ role: 'user', content: 'x'.repeat(2000) }, rest] };
    expect(legacyPreviewOf(large)).toBe(
      `${JSON.stringify({ messages: [{ role: 'user', content: 'x'.repeat(300) }] }).slice(0, 247)}...`,
    );
  });
});

describe('previews', () => {
  it('say in 1,000 characters of JSON what has no messages', () => {
    const value = { question: 'why? '.repeat(400) };
    expect(previewOf(value, 'user')).toBe(`${JSON.stringify(value).slice(0, 997)}...`);
    expect(previewOf({ question: 'why?' }, 'user')).toBe('{"question":"why?"}');
  });
});
