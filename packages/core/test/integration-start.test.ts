import { afterEach, describe, expect, it } from '@jest/globals';
import { createAutolog, defineAttachment } from '../src/kit.ts';

const library = 'a-library-that-is-not-there';

describe('an integration that listens without a module', () => {
  const heard: string[] = [];
  const autolog = createAutolog(
    defineAttachment({
      name: 'listening',
      module: library,
      versions: '>=1',
      attach: {},
      start: () => {
        heard.push('started');
        return () => void heard.push('stopped');
      },
    }),
  );
  afterEach(() => void heard.splice(0));

  it('starts once, and stops when it is disabled', () => {
    autolog();
    autolog();
    expect(heard).toEqual(['started']);
    autolog({ disable: true });
    autolog({ disable: true });
    expect(heard).toEqual(['started', 'stopped']);
  });

  it('does not reach the program where it fails', () => {
    const failing = createAutolog(
      defineAttachment({
        name: 'failing',
        module: library,
        versions: '>=1',
        attach: {},
        start: () => {
          throw new Error('not my day');
        },
      }),
    );
    expect(() => failing({ silent: true })).not.toThrow();
    expect(() => failing({ disable: true, silent: false })).not.toThrow();
  });
});
