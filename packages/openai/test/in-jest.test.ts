import { createRequire } from 'node:module';
import { afterEach, expect, it, jest } from '@jest/globals';
import { setLogger } from '@spanwright/core';
import { autolog } from '../src/index.ts';

const warn = jest.fn();
afterEach(() => {
  autolog({ disable: true });
  setLogger();
});

it('says in jest, which announces no modules, how the client is named', () => {
  setLogger({ ...console, warn });
  autolog();
  expect(warn.mock.calls).toEqual([[expect.stringContaining("autolog({ modules: [require('openai')] })")]]);
  autolog({ modules: [createRequire(__filename)('openai') as object] });
  expect(warn).toHaveBeenCalledTimes(1);
});
