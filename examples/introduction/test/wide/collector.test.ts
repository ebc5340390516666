import { describe, expect, it } from '@jest/globals';
import { expectTextSnapshot, runInNode } from '@spanwright/fixtures';
import { join } from 'node:path';
import { COLLECTOR, stable } from '../programs.ts';

const FOLDER = join(__dirname, '..', '..');
const NAME = COLLECTOR.replace('.ts', '');
/** Where the exporter packages are installed: they are looked for where the program runs. */
const cwd = join(FOLDER, '..', '..', 'fixtures', 'versions', 'otlp');

describe('the example of a collector', () => {
  it('sends its trace, under the name and with the header that the environment gives', async () => {
    const { code, stdout, stderr } = await runInNode({ file: join(FOLDER, 'dist', `${NAME}.js`), cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expectTextSnapshot(join(FOLDER, 'expected', `${NAME}.txt`), stable(stdout));
  });
});
