import { expect, it } from '@jest/globals';
import { compareFilters } from './support/filter-property.ts';
import { newPath } from './support/folder.ts';
import { openStore } from './support/stores.ts';

it('finds what a plain walk over all traces finds, for 500 random filters', async () => {
  expect(await compareFilters(openStore(newPath()), 1, 500)).toEqual([]);
});
