import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const BUILT = pathToFileURL(join(__dirname, '../dist/esm/cli/small-process.js')).href;
const FLAG = '--max-semi-space-size=4';

/** What a process says that tells of being begun anew, instead of being so: not every Node can. */
function started(...[options = [], env = {}, before = '']: [string[]?, Record<string, string>?, string?]): unknown {
  const script = `
    process.execve = (file, args, env) => {
      console.log(JSON.stringify({ same: file === process.execPath, args, arenas: env.MALLOC_ARENA_MAX, own: env.OWN }));
      process.exit();
    };
    ${before}
    (await import('${BUILT}')).keepProcessSmall();
    console.log(JSON.stringify('goes on with ' + process.env.MALLOC_ARENA_MAX));`;
  const { stdout, stderr } = spawnSync(process.execPath, [...options, '--input-type=module', '-e', script, 'server'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', MALLOC_ARENA_MAX: undefined, OWN: 'kept', ...env },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('a process that is to stay small', () => {
  it('begins anew as it was, with bounds for its memory', () => {
    expect(started(['--no-warnings'])).toEqual({
      same: true,
      args: expect.arrayContaining([FLAG, '--no-warnings', 'server']),
      arenas: '2',
      own: 'kept',
    });
  });

  it('does so once, and leaves no bounds to what it starts', () => {
    expect(started([FLAG], { MALLOC_ARENA_MAX: '2' })).toBe('goes on with undefined');
  });

  it('respects bounds that somebody else has set', () => {
    expect(started([], { MALLOC_ARENA_MAX: '1' })).toMatchObject({ arenas: '1' });
    expect(started([FLAG], { MALLOC_ARENA_MAX: '1' })).toBe('goes on with 1');
    expect(started(['--max-semi-space-size=16'])).toBe('goes on with undefined');
    expect(started([], { NODE_OPTIONS: '--max-semi-space-size=16' })).toBe('goes on with undefined');
  });

  it('goes on as it is where it cannot, or where it would lose the channel to its parent', () => {
    expect(started([], {}, 'delete process.execve;')).toBe('goes on with undefined');
    expect(started([], {}, 'process.execve = () => { throw new Error("denied"); };')).toBe('goes on with undefined');
    expect(started([], {}, 'Object.defineProperty(process, "channel", { value: {} });')).toBe('goes on with undefined');
  });
});
