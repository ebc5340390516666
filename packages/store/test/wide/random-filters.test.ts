import { expect, it } from '@jest/globals';
import { compareFilters } from '../support/filter-property.ts';
import { newPath } from '../support/folder.ts';
import { openStore } from '../support/stores.ts';

it.each(Array.from({ length: 10 }, (_, seed) => seed + 2))(
  'finds what a plain walk over all traces finds, for 1,000 random filters of seed %s',
  async (seed) => {
    expect(await compareFilters(openStore(newPath()), seed, 1000)).toEqual([]);
  },
  300_000,
);
