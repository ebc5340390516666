import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type MlflowServer, startMlflowServer } from '@spanwright/fixtures';
import { flushSpool } from '../../../src/remote/flush-spool.ts';
import { spoolsOf } from '../../../src/spool/spool-status.ts';
import { OutageProgram } from '../../support/outage-program.ts';
import { serverTraces } from '../../support/server-traces.ts';

/** The whole size is `SPANWRIGHT_OUTAGE=20000,5`: traces, and restarts of the server. */
const [TRACES = 2000, RESTARTS = 2] = (process.env['SPANWRIGHT_OUTAGE'] ?? '').split(',').filter(Boolean).map(Number);
/**
 * Traces of one stretch: three for each restart, one before the program is killed, and some for the end. The program
 * acknowledges 25 at once.
 */
const STEP = 25 * Math.floor(TRACES / (3 * RESTARTS + 2) / 25);
/** Megabytes of a program that has these traces wait. */
const MEMORY = 250;

let server: MlflowServer;
let spool: string;
beforeEach(async () => {
  spool = mkdtempSync(join(tmpdir(), 'spanwright-outage-'));
  server = await startMlflowServer();
}, 300_000);
afterEach(async () => {
  await (server as MlflowServer | undefined)?.stop();
  rmSync(spool, { recursive: true, force: true });
});

const start = (from: number, to: number, logging: 'sync' | 'async'): OutageProgram =>
  new OutageProgram({ from, to, logging, uri: server.uri, spool });

/** So many times: traces while the server is there, while it is away, and while it comes back. */
async function restartDuring(program: OutageProgram, times: number, from: number): Promise<number> {
  let made = from;
  for (let time = 0; time < times; time += 1) {
    await program.makes((made += STEP));
    await server.kill();
    await program.makes((made += STEP));
    program.allow((made += STEP));
    await server.restart();
  }
  return made;
}

describe(`${TRACES} traces while the MLflow server is killed ${RESTARTS} times and the program once`, () => {
  it('all arrive that were acknowledged, none twice, in bounded memory', async () => {
    const half = Math.ceil(RESTARTS / 2);
    const first = start(0, TRACES, 'async');
    const made = await restartDuring(first, half, 0);
    await first.makes(made);
    // More than it will come to.
    first.allow(made + STEP);
    await first.acknowledges(made + STEP / 2);
    await first.kill();
    const survived = first.acknowledged + 1;
    const second = start(survived, TRACES, 'sync');
    await restartDuring(second, RESTARTS - half, survived);
    second.allow(TRACES);
    await second.end();
    expect([second.exitCode, second.acknowledged]).toEqual([0, TRACES - 1]);
    expect(second.stderr.split('\n').filter(Boolean).length).toBeLessThanOrEqual(1);
    expect(second.memory).toBeLessThan(MEMORY);
    const rest = await Promise.all(spoolsOf({ SPANWRIGHT_SPOOL_DIR: spool }).map(flushSpool));
    expect(rest).toEqual([{ delivered: expect.any(Number), left: 0, refused: 0 }]);
    const names = (await serverTraces(server.uri)).map(({ tags }) => tags['mlflow.traceName']);
    const arrived = new Set(names);
    const missing = Array.from({ length: TRACES }, (_, n) => `trace ${n}`).filter((name) => !arrived.has(name));
    expect(missing).toEqual([]);
    // What the first program has made after its last acknowledgement, the second has made again.
    const twice = names.filter((name, at) => names.indexOf(name) !== at).map((name) => Number(name?.split(' ')[1]));
    expect(twice.filter((n) => n < survived || n >= survived + STEP)).toEqual([]);
    process.stderr.write(`${names.length} traces arrived; the program took ${second.memory} MB at most\n`);
  }, 1_800_000);
});
