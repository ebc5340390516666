import { describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { newPath } from './support/folder.ts';
import { ended } from './support/run-program.ts';
import { querySql } from './support/sql.ts';

const ROUNDS = 150;
const FULL_AT_KIB = 2000;
const ROOM_FROM_ROUND = 110;
const PROGRAM = join(__dirname, 'programs', 'trace-rounds.mjs');

describe('a disk that is full for a while', () => {
  it('leaves the program alone, is reported once, and has later traces stored', async () => {
    const path = newPath();
    // Files that cannot grow stand for the disk: writing to them fails in the same way.
    const limited = `ulimit -S -f ${FULL_AT_KIB} && exec "$0" "$@"`;
    const args = [PROGRAM, path, String(ROUNDS), String(ROOM_FROM_ROUND)];
    const child = spawn('bash', ['-c', limited, process.execPath, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let written = '';
    child.stdout.on('data', (text: Buffer) => {
      const hadRoom = written.includes(`\n${ROOM_FROM_ROUND}\n`);
      written += String(text);
      if (hadRoom || !written.includes(`\n${ROOM_FROM_ROUND}\n`)) return;
      spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited']);
      child.stdin.write('go on\n');
    });
    const { code, signal, stdout, stderr } = await ended(child);
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(stdout.split('\n').slice(0, -1)).toEqual(Array.from({ length: ROUNDS }, (_, round) => String(round)));
    const reports = stderr.split('\n').filter((line) => line.includes('Cannot use the database'));
    expect(reports).toEqual([expect.stringMatching(/disk/)]);
    const rounds = querySql(path, 'SELECT response_preview AS round FROM traces ORDER BY id').map(
      (row) => row['round'],
    );
    expect(rounds[0]).toBe('0');
    expect(rounds.at(-1)).toBe(String(ROUNDS - 1));
    expect(rounds.length).toBeGreaterThan(ROUNDS - ROOM_FROM_ROUND);
    expect(querySql(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
});
