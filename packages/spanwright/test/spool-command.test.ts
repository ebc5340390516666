import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runInNode } from '@spanwright/fixtures';
import { emptyFolder, runCli } from './run-cli.ts';

const NOWHERE = 'http://127.0.0.1:1';
const folder = emptyFolder();
const spool = { SPANWRIGHT_SPOOL_DIR: folder };

let stop: (() => void) | undefined;
afterEach(() => stop?.());

async function leaveTraces(uri: string): Promise<void> {
  const file = join(__dirname, 'programs', 'three-traces.mjs');
  await runInNode({ file, env: { MLFLOW_TRACKING_URI: uri, ...spool } });
}

describe('spanwright spool', () => {
  it('says that nothing waits', async () => {
    for (const command of ['status', 'flush'])
      expect(await runCli(['spool', command], { env: { SPANWRIGHT_SPOOL_DIR: emptyFolder() } })).toMatchObject({
        code: 0,
        stdout: 'No traces wait.\n',
      });
  });

  it('status tells what waits, and for whom', async () => {
    await leaveTraces(NOWHERE);
    const { stdout } = await runCli(['spool', 'status'], { env: spool });
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:1: 3 traces wait, the oldest since \d{4}-.*, [\d.]+ k?B in .*\n$/);
    const json = await runCli(['spool', 'status', '--json'], { env: spool });
    expect(JSON.parse(json.stdout)).toMatchObject([{ traces: { waiting: 3, refused: 0, damaged: 0 }, inUse: 0 }]);
  });

  it('flush says why traces cannot be sent, and fails', async () => {
    const { code, stdout } = await runCli(['spool', 'flush'], { env: spool });
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/0 traces were delivered, 3 still wait \(.*ECONNREFUSED/),
    ]);
  });

  it('flush looks after the named server alone', async () => {
    const { code, stdout } = await runCli(['spool', 'flush', '--to', 'http://127.0.0.1:2'], { env: spool });
    expect([code, stdout]).toEqual([0, 'No traces wait.\n']);
    expect(await runCli(['spool', 'flush', '--to', 'sqlite:a.db'], { env: spool })).toMatchObject({ code: 2 });
  });

  it('flush sets aside what a server refuses, and tries it again when it is asked to', async () => {
    let status = 400;
    const server = createServer((_, response) =>
      response.writeHead(status).end('{"error_code":"INVALID_PARAMETER_VALUE"}'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => {
      server.closeAllConnections();
      server.close();
    };
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await leaveTraces(uri);
    const { stdout } = await runCli(['spool', 'status', '--to', uri], { env: spool });
    expect(stdout).toContain('0 traces wait, 3 were refused');
    const refused = await runCli(['spool', 'flush', '--to', uri], { env: spool });
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('3 were refused')]);
    status = 503;
    const waiting = await runCli(['spool', 'flush', '--to', uri], { env: spool });
    expect([waiting.code, waiting.stdout]).toEqual([1, expect.stringContaining('3 still wait')]);
  });
});
