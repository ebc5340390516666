import { describe, expect, it } from '@jest/globals';
import { fieldsAt, functionTool, isFilled, parsed } from '../src/kit.ts';

describe('a value of a library', () => {
  it.each([[[1]], [{ a: undefined }], ['text'], [0], [false], [Object.create({}, { own: { enumerable: true } })]])(
    'counts as filled: %p',
    (value) => expect(isFilled(value)).toBe(true),
  );

  it.each([[[]], [{}], [''], [undefined], [null], [Object.create({ inherited: 1 })], [new (class {})()]])(
    'counts as empty: %p',
    (value) => expect(isFilled(value)).toBe(false),
  );

  it('gives those of its fields that are there', () => {
    const config = { temperature: 0, topP: undefined, seed: null, stop: false };
    expect(fieldsAt(config, ['temperature', 'topP', 'seed', 'stop', 'topK'])).toEqual({ temperature: 0, stop: false });
    expect(fieldsAt('text', ['length'])).toEqual({});
  });

  it('is read where it is JSON text, and kept where it is not', () => {
    const holder = {};
    expect([parsed('{"a":[1]}'), parsed('{"a":'), parsed('7'), parsed(7)]).toEqual([{ a: [1] }, '{"a":', 7, 7]);
    expect(parsed(holder)).toBe(holder);
  });

  it('becomes a tool without the fields that it lacks', () => {
    expect(JSON.stringify(functionTool({ name: 'search', description: undefined, parameters: {} }))).toBe(
      '{"type":"function","function":{"name":"search","parameters":{}}}',
    );
  });
});
