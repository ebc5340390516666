import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { hasEnded, newOwner } from '../src/spool/owner.ts';
import { type SpoolLosses, Spool } from '../src/spool/spool.ts';
import { SpoolFolder } from '../src/spool/spool-folder.ts';
import { type SpoolSettings, spoolSettings, spoolTarget } from '../src/spool/spool-settings.ts';
import { plainTrace } from './support/plain-trace.ts';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'spanwright-spool-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const target = { uri: 'http://127.0.0.1:5000' };

function settings(env: Record<string, string> = {}): SpoolSettings {
  return spoolSettings(target, { SPANWRIGHT_SPOOL_DIR: root, ...env });
}

class Losses implements SpoolLosses {
  droppedTraces = 0;
  readonly damagedFiles: string[] = [];

  dropped(traces: number): void {
    this.droppedTraces += traces;
  }

  damaged(file: string): void {
    this.damagedFiles.push(file);
  }
}

function open(env: Record<string, string> = {}): { readonly spool: Spool; readonly losses: Losses } {
  const losses = new Losses();
  return { spool: new Spool(settings(env), losses), losses };
}

const files = (state: string): readonly string[] =>
  readdirSync(settings().folder).filter((name) => name.endsWith(`.${state}`));

const pngs = (
  traceId: string,
): { id: string; contentType: string; traceId: string; size: number; bytes: Uint8Array }[] =>
  [1, 2].map((n) => ({
    id: crypto.randomUUID(),
    contentType: 'image/png',
    traceId,
    size: 3,
    bytes: new Uint8Array([n, 10, 255]),
  }));

describe('traces that wait on disk', () => {
  it('come back as they were, with their attachments', () => {
    const { spool } = open();
    const traces = [plainTrace('first'), plainTrace('second')];
    const attachments = pngs(traces[0]!.info.traceId);
    const entry = spool.write({ traces, attachments });
    const read = spool.read(entry);
    expect(read?.traces).toEqual(traces);
    expect(read?.attachments.map(({ bytes, ...rest }) => ({ ...rest, bytes: new Uint8Array(bytes) }))).toEqual(
      attachments,
    );
  });

  it('are readable by their owner alone', () => {
    open().spool.write({ traces: [plainTrace('first')], attachments: [] });
    const { folder } = settings();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('are gone once they are removed', () => {
    const { spool } = open();
    spool.remove(spool.write({ traces: [plainTrace('first')], attachments: [] }));
    expect(files('waiting')).toEqual([]);
  });

  it('wait in a folder that somebody removes meanwhile', () => {
    const { spool } = open();
    spool.write({ traces: [plainTrace('first')], attachments: [] });
    rmSync(root, { recursive: true });
    const entry = spool.write({ traces: [plainTrace('second')], attachments: [] });
    expect(spool.read(entry)?.traces[0]?.spans[0]?.name).toBe('second');
  });

  it.each(['truncated', 'overwritten'])('are set aside when their file is %s, and told of once', (how) => {
    const { spool, losses } = open();
    const entry = spool.write({ traces: [plainTrace('first')], attachments: [] });
    const file = join(settings().folder, files('waiting')[0]!);
    if (how === 'truncated') truncateSync(file, entry.bytes - 5);
    else writeFileSync(file, Buffer.alloc(entry.bytes, 7));
    expect([spool.read(entry), spool.read(entry)]).toEqual([undefined, undefined]);
    expect(losses.damagedFiles).toEqual([settings().folder]);
    expect([files('waiting').length, files('damaged').length]).toEqual([0, 1]);
  });

  it('are for one server and one workspace alone', () => {
    const places = [{}, { 'x-mlflow-workspace': 'a' }, { 'x-mlflow-workspace': 'b' }].map(
      (headers) => spoolSettings(spoolTarget({ uri: target.uri, headers })).folder,
    );
    places.push(spoolSettings({ uri: 'http://127.0.0.1:5001' }).folder);
    expect(new Set(places).size).toBe(4);
  });
});

describe('the bounds of a spool', () => {
  it('drop the oldest traces past its size, and count them', () => {
    const { spool, losses } = open({ SPANWRIGHT_SPOOL_MAX_BYTES: '6000' });
    const text = (n: number): string => Array.from({ length: 400 }, (_, i) => (i * 7919 * n) % 9973).join(' ');
    const entries = [1, 2, 3, 4, 5, 6].map((n) =>
      spool.write({ traces: [plainTrace(`${n}`, text(n)), plainTrace('x')], attachments: [] }),
    );
    const left = entries.map((entry) => spool.read(entry) !== undefined);
    expect(left).toEqual(entries.map((_, i) => i >= losses.droppedTraces / 2));
    expect(losses.droppedTraces).toBeGreaterThan(0);
    expect(entries.filter((_, i) => left[i]).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(6000);
  });

  it('drop traces that are too old', () => {
    const { spool, losses } = open({ SPANWRIGHT_SPOOL_MAX_AGE_SECONDS: '60' });
    jest.useFakeTimers({ now: Date.now() - 61_000, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const old = spool.write({ traces: [plainTrace('old')], attachments: [] });
    jest.useRealTimers();
    const young = spool.write({ traces: [plainTrace('young')], attachments: [] });
    spool.trim();
    expect([spool.read(old), spool.read(young)?.traces.length, losses.droppedTraces]).toEqual([undefined, 1, 1]);
  });
});

/** An owner of this machine whose process has ended. */
function deadOwner(): string {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return newOwner().replace(`-${process.pid}-`, `-${pid}-`);
}

function leftBy(owner: string, spool: Spool): void {
  const folder = new SpoolFolder(settings().folder);
  const entry = spool.write({ traces: [plainTrace('left')], attachments: [] });
  folder.change(entry, { owner });
  folder.sign(owner);
  writeFileSync(join(folder.path, `1_2_3_4_${owner}.waiting.tmp`), 'half');
}

describe('several processes at one spool', () => {
  it('leave what another one has written to it', () => {
    const [first, second] = [open().spool, open().spool];
    first.write({ traces: [plainTrace('first')], attachments: [] });
    expect([first.claim(), second.claim()]).toEqual([[], []]);
  });

  it('share what a dead one has left: each file goes to one of them', () => {
    const [first, second] = [open().spool, open().spool];
    leftBy(deadOwner(), first);
    const claimed = [...first.claim(), ...second.claim()];
    expect(claimed).toHaveLength(1);
    expect(readdirSync(settings().folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('take the files of one whose sign of life is old, wherever it was', () => {
    const { spool } = open();
    const owner = newOwner().replace(/^[\da-f]{8}/, '0badcafe');
    leftBy(owner, spool);
    expect(spool.claim()).toHaveLength(0);
    const past = Date.now() / 1000 - 3600;
    utimesSync(join(settings().folder, `${owner}.alive`), past, past);
    expect(spool.claim()).toHaveLength(1);
  });

  it('take the files of one that has let them go', () => {
    const [first, second] = [open().spool, open().spool];
    first.write({ traces: [plainTrace('first')], attachments: [] });
    first.release();
    expect(second.claim()).toHaveLength(1);
  });

  it('know a process from another that has got its number', () => {
    expect(hasEnded(newOwner())).toBe(false);
    expect(hasEnded(newOwner().replace(/-(\d+)-([\da-f]+)$/, '-1-$2'))).toBe(process.platform === 'linux');
  });

  it('give what was refused another try only where that is asked for', () => {
    const { spool } = open();
    spool.refuse(spool.write({ traces: [plainTrace('bad')], attachments: [] }));
    expect(spool.claim()).toEqual([]);
    expect(spool.claim(['waiting', 'refused'])).toHaveLength(1);
  });
});

it('a folder that cannot be written is an error of the write, which says why', () => {
  const { spool } = open({ SPANWRIGHT_SPOOL_DIR: '/proc/nowhere' });
  expect(() => spool.write({ traces: [plainTrace('first')], attachments: [] })).toThrow(/ENOENT|EACCES|EPERM/);
});
