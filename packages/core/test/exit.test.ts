import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  makeProgramFolder,
  nodeBinaries,
  type NodeRun,
  type ProgramFolder,
  runInNode,
  storedTraces,
} from '@spanwright/fixtures';

const program = join(__dirname, 'programs', 'exit.mjs');

let folder: ProgramFolder;
beforeEach(async () => void (folder = await makeProgramFolder({})));
afterEach(() => folder.remove());

const database = (): string => join(folder.path, 'spanwright.db');

describe.each(nodeBinaries())('a program with 200 traces queued, on %s', (node) => {
  const run = (args: readonly string[], env: Record<string, string> = {}): Promise<NodeRun> =>
    runInNode({ node, file: program, args, env, cwd: folder.path });

  it.each([
    ['natural', 200],
    ['process.exit', 200],
    ['throw', 200],
    ['rejection', 200],
    ['SIGTERM', 200],
    ['SIGINT', 200],
    ['own SIGTERM handler', 201],
    ['own exit listener', 201],
    ['signal-exit', 200],
  ])('that ends by %s keeps its exit code and output, and loses nothing', async (way, count) => {
    const untraced = await run([way], { UNTRACED: '1' });
    const first = await run([way]);
    expect({ ...first, stderr: first.stderr.replace(/^spanwright: traces go to .*\n/m, '') }).toEqual(untraced);
    expect(await storedTraces(database())).toHaveLength(count);
    // From the second run on, not even the one line that says where traces go.
    expect(await run([way])).toEqual(untraced);
    expect(await storedTraces(database())).toHaveLength(2 * count);
  });

  it('has stored every root that has ended before a kill -9, where logging is synchronous', async () => {
    const killed = join(__dirname, 'programs', 'killed-after-root.mjs');
    expect((await runInNode({ node, file: killed, args: ['sync'], cwd: folder.path })).signal).toBe('SIGKILL');
    const names = (await storedTraces(database())).flatMap(({ spans }) => spans.map(({ name }) => name));
    expect(names.toSorted()).toEqual(['first', 'second']);
  });

  it('stores a span that is still open as it stands, marked', async () => {
    await run(['process.exit', 'open']);
    const traces = await storedTraces(database());
    const [left] = traces.flatMap((trace) => trace.spans).filter((span) => span.name === 'left open');
    expect([traces.length, left!.attributes['spanwright.endReason'], typeof left!.endTimeNs]).toEqual([
      201,
      'exit',
      'bigint',
    ]);
  });

  it('that is killed after `flush()` loses nothing', async () => {
    expect((await run(['kill -9 after flush'])).signal).toBe('SIGKILL');
    expect(await storedTraces(database())).toHaveLength(200);
  });
});

describe('a program whose traces cannot be stored', () => {
  const run = (env: Record<string, string>): Promise<NodeRun> =>
    runInNode({ file: program, args: ['natural'], env, cwd: folder.path });

  it.each([
    ['a path that cannot be written', 'sqlite:/proc/no/spanwright.db', /cannot|not writable|does not exist/i],
    ['a folder in place of the file', 'sqlite:.', /folder|directory/i],
    ['a file that is no database', 'sqlite:package.json', /not a SQLite database/i],
    ['a scheme that is not known', 'postgres://db', /scheme "postgres" is not known.*Use sqlite:PATH/],
  ])('runs on and says why in one line: %s', async (_, uri, message) => {
    const { code, stdout, stderr } = await run({ MLFLOW_TRACKING_URI: uri });
    expect([code, stdout]).toEqual([0, 'out\n']);
    const ours = stderr
      .split('\n')
      .filter((line) => line.startsWith('spanwright:') && !line.includes('traces go to /'));
    expect(ours).toHaveLength(1);
    expect(ours[0]).toMatch(message);
  });
});
