import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { limits } from '../src/limits.ts';
import { TracingError } from '../src/model/index.ts';
import { DeliveryLoop } from '../src/remote/delivery-loop.ts';
import { WaitingFiles } from '../src/remote/waiting-files.ts';
import type { Deliverer, Delivery } from '../src/rest/deliver.ts';
import { spoolSettings } from '../src/spool/spool-settings.ts';
import { Spool } from '../src/spool/spool.ts';
import { plainTrace } from './support/plain-trace.ts';

let root: string;
let loop: DeliveryLoop;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'spanwright-loop-'))));
afterEach(() => {
  loop.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Takes traces in memory, by the promises of the real one; fails as it is told to. */
class MemoryServer implements Deliverer {
  readonly names: string[] = [];
  tries = 0;
  failure: ((names: readonly string[]) => TracingError | undefined) | undefined;

  async deliver({ traces }: Delivery): Promise<void> {
    this.tries += 1;
    const names = traces.flatMap(({ spans }) => spans.map(({ name }) => name));
    const failure = this.failure?.(names);
    if (failure) throw failure;
    this.names.push(...names);
  }

  close(): void {}
}

const away = (cause?: object): TracingError => new TracingError('SERVER_UNAVAILABLE', 'away', { cause });
const refusal = new TracingError('INVALID_PARAMETER_VALUE', 'bad trace');

interface Scene {
  readonly server: MemoryServer;
  readonly told: string[];
  add(...names: readonly string[]): void;
  left(state: string): number;
}

function open(): Scene {
  const settings = spoolSettings({ uri: 'http://127.0.0.1:5000' }, { SPANWRIGHT_SPOOL_DIR: root });
  const told: string[] = [];
  const spool = new Spool(settings, { dropped: () => {}, damaged: () => {} });
  const files = new WaitingFiles(spool);
  const server = new MemoryServer();
  const events = { away: () => void told.push('away'), refused: () => void told.push('refused') };
  loop = new DeliveryLoop({ files, spool, deliverer: server, events, respectRetryAfter: true });
  return {
    server,
    told,
    add: (...names) => {
      for (const name of names) {
        const batch = { traces: [plainTrace(name)], attachments: [] };
        files.add(spool.write(batch), batch);
      }
    },
    left: (state) => readdirSync(settings.folder).filter((name) => name.endsWith(state)).length,
  };
}

describe('delivering what waits on disk', () => {
  it('goes in order, small files together, and leaves nothing behind', async () => {
    const { server, add, left } = open();
    const names = Array.from({ length: limits.batchTraces + 36 }, (_, i) => `${i}`);
    add(...names);
    expect(await loop.drain(5000)).toBe(true);
    expect([server.names, server.tries, left('.waiting')]).toEqual([names, 2, 0]);
  });

  it('waits while the server is away, and goes on by itself', async () => {
    const { server, told, add, left } = open();
    server.failure = () => away();
    add('first', 'second');
    expect(await loop.drain(5000)).toBe(false);
    expect([told, left('.waiting')]).toEqual([['away'], 2]);
    server.failure = undefined;
    while (left('.waiting') > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(server.names).toEqual(['first', 'second']);
  });

  it('leaves a server alone for as long as it asks for', async () => {
    const { server, add } = open();
    server.failure = () => away({ status: 429, retryAfterMs: 60_000 });
    add('first');
    expect(await loop.drain(5000)).toBe(false);
    server.failure = undefined;
    expect([await loop.drain(5000), server.tries]).toEqual([false, 1]);
  });

  it('goes on by itself once the server may be asked again', async () => {
    const { server, add } = open();
    server.failure = () => away({ status: 429, retryAfterMs: 400 });
    add('first');
    const start = performance.now();
    expect(await loop.drain(5000)).toBe(false);
    server.failure = undefined;
    while (server.names.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(performance.now() - start).toBeGreaterThanOrEqual(399);
  });

  it('sets aside only what the server refuses', async () => {
    const { server, told, add, left } = open();
    server.failure = (names) => (names.includes('bad') ? refusal : undefined);
    add('first', 'bad', 'second');
    expect(await loop.drain(5000)).toBe(true);
    expect([server.names, told, left('.refused'), left('.waiting')]).toEqual([['first', 'second'], ['refused'], 1, 0]);
  });

  it('is not held up by a trace that breaks the server', async () => {
    const { server, add, left } = open();
    server.failure = (names) => (names.includes('breaking') ? away({ status: 500 }) : undefined);
    add('breaking', 'first', 'second');
    expect(await loop.drain(5000)).toBe(false);
    expect(await loop.drain(5000)).toBe(false);
    expect([server.names, left('.waiting')]).toEqual([['first', 'second'], 1]);
  });

  it('keeps traces when credentials are wrong', async () => {
    const { server, add, left } = open();
    server.failure = () => new TracingError('PERMISSION_DENIED', 'who are you?');
    add('first');
    expect(await loop.drain(5000)).toBe(false);
    expect([left('.waiting'), left('.refused')]).toEqual([1, 0]);
  });

  it('does not wait longer than asked for a server that does not answer', async () => {
    const { server, add } = open();
    server.deliver = () => new Promise(() => {});
    add('first');
    expect(await loop.drain(50)).toBe(false);
  });
});
