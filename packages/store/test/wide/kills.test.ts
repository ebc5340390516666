import { expect, it } from '@jest/globals';
import { newPath } from '../support/folder.ts';
import { killWriters } from '../support/kill-writers.ts';

// A longer run: SPANWRIGHT_KILLS=200.
const KILLS = Number(process.env['SPANWRIGHT_KILLS'] ?? 40);

it(
  `loses no trace that was said to be stored when its writer is killed, at ${KILLS} random moments`,
  async () => {
    expect(await killWriters(newPath(), KILLS)).toEqual([]);
  },
  KILLS * 30_000,
);
