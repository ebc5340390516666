import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { nodeBinaries, type NodeRun, runInNode } from '@spanwright/fixtures';
import { startTakingServer } from './support/taking-server.ts';
import { hostilities, startHostileServer } from './support/hostile-server.ts';

let spool: string;
let server: { stop(): Promise<void> } | undefined;
beforeEach(() => void (spool = mkdtempSync(join(tmpdir(), 'spanwright-remote-'))));
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(spool, { recursive: true, force: true });
});

interface Run {
  readonly program?: string;
  /** Instead of one of the programs. */
  readonly file?: string;
  readonly way?: string;
  readonly node?: string;
  readonly env?: Record<string, string>;
}

function run(uri: string, { program = 'remote.mjs', file, way = 'flush', node, env = {} }: Run = {}): Promise<NodeRun> {
  return runInNode({
    file: file ?? join(__dirname, 'programs', program),
    args: [way],
    ...(node !== undefined && { node }),
    env: { MLFLOW_TRACKING_URI: uri, SPANWRIGHT_SPOOL_DIR: spool, ...env },
  });
}

/** Traces in the spool, as its files' names tell them. */
function spooled(): number {
  const names = readdirSync(spool, { recursive: true, encoding: 'utf8' });
  return names.reduce((sum, name) => sum + Number(/_(\d+)_\d+_[^_]+\.(?:waiting|refused)$/.exec(name)?.[1] ?? 0), 0);
}

const NOWHERE = 'http://127.0.0.1:1';

describe('a server that is not there', () => {
  it.each(nodeBinaries())('leaves program, output and exit code alone, on %s; traces wait on disk', async (node) => {
    const { code, stdout, stderr } = await run(NOWHERE, { node });
    expect([code, stdout, spooled()]).toEqual([3, 'out\n', 3]);
    expect(stderr).toMatch(/^spanwright: 3 traces wait in .*because http:\/\/127.0.0.1:1 does not take them \(.*\n$/);
    expect(stderr).toContain('npx spanwright spool flush');
  });

  it.each([
    ['natural', 0],
    ['process.exit', 3],
    ['throw', 1],
  ])('loses no trace of a program that ends by %s', async (way, exitCode) => {
    const { code, stdout } = await run(NOWHERE, { way });
    expect([code, stdout, spooled()]).toEqual([exitCode, 'out\n', 3]);
  });

  it('loses no trace of a program that is killed, where logging is synchronous', async () => {
    const { signal } = await run(NOWHERE, { program: 'killed-after-root.mjs', way: 'sync' });
    expect([signal, spooled()]).toEqual(['SIGKILL', 2]);
  });

  it('does not show in traced calls: no file, no socket, no waiting', async () => {
    const { stdout } = await run(NOWHERE, { program: 'call-path.mjs' });
    expect(JSON.parse(stdout)).toEqual([]);
    const check = await run(NOWHERE, { program: 'call-path.mjs', way: 'check' });
    expect(JSON.parse(check.stdout)).toEqual(['fs.existsSync', 'Atomics.wait']);
  });
});

describe('a server that', () => {
  it.each(Object.entries(hostilities))(
    '%s does the program no harm, and is told of in one line',
    async (way, answer) => {
      const hostile = (server = await startHostileServer(answer));
      // Whoever answers may take its time: another failure would be another line.
      const env = way === 'takes requests and never answers' ? { MLFLOW_HTTP_REQUEST_TIMEOUT: '1' } : {};
      const { code, stdout, stderr } = await run(hostile.uri, { env });
      expect([code, stdout, spooled()]).toEqual([3, 'out\n', 3]);
      expect(stderr.split('\n')).toHaveLength(2);
      expect(stderr).toMatch(/^spanwright: .*http:\/\/127\.0\.0\.1:\d+/);
      expect(hostile.requests.length).toBeGreaterThan(0);
    },
  );

  it('has a certificate that is not to be trusted is not talked to; the line says what to do', async () => {
    const distrusted = (server = await startHostileServer((response) => void response.end('{}'), true));
    const { code, stdout, stderr } = await run(distrusted.uri);
    expect([code, stdout, spooled(), distrusted.requests]).toEqual([3, 'out\n', 3, []]);
    expect(stderr).toMatch(/^spanwright: .*certificate.*MLFLOW_TRACKING_SERVER_CERT_PATH.*\n$/);
  });

  it('wants to be left alone is left alone', async () => {
    const busy = (server = await startHostileServer(hostilities['answers 429 with Retry-After']));
    await run(busy.uri, { way: 'flush' });
    // `flush()` and the end of the program both want to deliver.
    expect(busy.requests).toHaveLength(1);
  });
});

describe('what waits for a server', () => {
  it('is delivered by the next program, once, also of two programs at once and one that was killed', async () => {
    const taking = (server = await startTakingServer());
    taking.away = true;
    await Promise.all([run(taking.uri), run(taking.uri, { way: 'kill' })]);
    expect(spooled()).toBe(6);
    taking.away = false;
    expect(await run(taking.uri)).toEqual({ code: 3, signal: undefined, stdout: 'out\n', stderr: '' });
    expect([taking.taken.toSorted(), spooled()]).toEqual([
      ['trace 0', 'trace 0', 'trace 0', 'trace 1', 'trace 1', 'trace 1', 'trace 2', 'trace 2', 'trace 2'],
      0,
    ]);
  });

  it('is delivered beside a file that is damaged, of which one line tells', async () => {
    const taking = (server = await startTakingServer());
    taking.away = true;
    await run(taking.uri);
    await run(taking.uri);
    const [file = ''] = readdirSync(spool, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.waiting'),
    );
    truncateSync(join(spool, file), 40);
    taking.away = false;
    const { stderr } = await run(taking.uri);
    expect(taking.taken).toHaveLength(6);
    expect(stderr).toMatch(/^spanwright: a file with traces in .* is damaged; it is set aside\n$/);
  });
});

describe('a program that a bundler has made into one file', () => {
  it('sends its traces too, and keeps them while the server is away', async () => {
    const file = join(spool, 'bundle.mjs');
    const entryPoints = [join(__dirname, 'programs', 'remote.mjs')];
    await build({ entryPoints, outfile: file, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    await run(NOWHERE, { file });
    expect(spooled()).toBe(3);
    const back = (server = await startTakingServer());
    expect(await run(back.uri, { file })).toMatchObject({ code: 3, stdout: 'out\n', stderr: '' });
    expect(back.taken).toHaveLength(3);
  });
});

describe('a spool', () => {
  it('that cannot be written costs one line, and no harm', async () => {
    writeFileSync(join(spool, 'file'), '');
    const { code, stdout, stderr } = await run(NOWHERE, { env: { SPANWRIGHT_SPOOL_DIR: join(spool, 'file') } });
    expect([code, stdout]).toEqual([3, 'out\n']);
    expect(stderr).toMatch(
      /^spanwright: .*cannot be reached.*traces cannot wait on disk in .*SPANWRIGHT_SPOOL_DIR.*\n$/,
    );
  });

  it('that is full drops the oldest traces and says so', async () => {
    const { stderr } = await run(NOWHERE, { env: { SPANWRIGHT_SPOOL_MAX_BYTES: '10' } });
    expect([spooled(), stderr]).toEqual([0, expect.stringMatching(/oldest are dropped, 3 so far/)]);
  });
});
