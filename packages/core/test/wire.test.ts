import { describe, expect, it } from '@jest/globals';
import { isFilled } from '../src/read/wire.ts';

describe('a value of a library', () => {
  it.each([[[1]], [{ a: undefined }], ['text'], [0], [false], [Object.create({}, { own: { enumerable: true } })]])(
    'counts as filled: %p',
    (value) => expect(isFilled(value)).toBe(true),
  );

  it.each([[[]], [{}], [''], [undefined], [null], [Object.create({ inherited: 1 })], [new (class {})()]])(
    'counts as empty: %p',
    (value) => expect(isFilled(value)).toBe(false),
  );
});
