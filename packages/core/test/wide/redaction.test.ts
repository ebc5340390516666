import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runInNode } from '@spanwright/fixtures';

const SECRETS = [`sk-${'Zq9'.repeat(10)}`, `${'zoe.planted'}@example.com`, ['4111', '1111', '1111', '1111'].join(' ')];
/** Where the exporter packages are installed. */
const packages = resolve(__dirname, '../../../../fixtures/versions/otlp');

let server: Server;
let bodies: string[];
beforeEach(async () => {
  bodies = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => void chunks.push(chunk))
      .on('end', () => {
        const body = Buffer.concat(chunks);
        bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('latin1'));
        response.writeHead(200).end();
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => new Promise((done) => server.close(done)));

describe.each(['http/json', 'http/protobuf'])('redact() over OTLP, %s', (protocol) => {
  it('sends no byte of planted secrets', async () => {
    const run = await runInNode({
      file: join(__dirname, '..', 'programs', 'redaction.mjs'),
      args: SECRETS,
      cwd: packages,
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        MLFLOW_TRACKING_URI: `sqlite:${join(process.env['TMPDIR'] ?? '/tmp', `spanwright-redaction-${process.pid}.db`)}`,
      },
    });
    expect(run.signal).toBeUndefined();
    const text = bodies.join('');
    expect(text).toContain('[REDACTED email]');
    for (const secret of SECRETS) expect((text + run.stderr).includes(secret)).toBe(false);
  });
});
