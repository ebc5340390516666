import { describe, expect, it } from '@jest/globals';
import { newPath } from './support/folder.ts';
import { killWriters } from './support/kill-writers.ts';

const ROUNDS = 5;

describe('a process that is killed while it stores traces', () => {
  it(`has lost none that it was told to be stored, ${ROUNDS} times on one database`, async () => {
    expect(await killWriters(newPath(), ROUNDS)).toEqual([]);
  });
});
