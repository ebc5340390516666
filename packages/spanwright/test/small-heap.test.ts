import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const BUILT = pathToFileURL(join(__dirname, '../dist/esm/cli/small-heap.js')).href;

/** Megabytes of the young generation of a process that keeps much of what it makes, after `prepare`. */
function youngAfterWork(prepare: string): number {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { setImmediate as turn } from 'node:timers/promises';
    import { Worker } from 'node:worker_threads';
    ${prepare}
    let kept = [];
    for (let n = 0; n < 400; n++) {
      // A thread that is started meanwhile changes nothing.
      if (n === 200) new Worker('', { eval: true, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
      for (let i = 0; i < 4000; i++) kept.push({ a: i, b: [i, i + 1] });
      if (kept.length > 150000) kept = kept.slice(75000);
      await turn();
    }
    console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 2 ** 20);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return Number(stdout);
}

describe('the heap of a server', () => {
  it('keeps a small young generation where that of another process would grow', () => {
    const kept = youngAfterWork(`(await import('${BUILT}')).keepHeapSmall();`);
    expect(kept).toBeLessThanOrEqual(16);
    expect(youngAfterWork('')).toBeGreaterThan(kept);
  });
});
