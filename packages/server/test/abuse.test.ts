import { type Socket, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { limits } from '../src/limits.ts';
import { startServer } from './support/server.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const CONNECTIONS = 200;

const NO_REQUESTS: readonly (readonly [name: string, text: string])[] = [
  ['rubbish', 'rubbish\r\n\r\n'],
  ['a line without end', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`],
  [
    'two lengths',
    'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
  ],
  [
    'a length and chunks',
    'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
];

describe('a server that is abused', () => {
  it.each(['/v1/traces', '/api/3.0/mlflow/traces'])(
    'refuses what swells beyond bounds at %s, without keeping it',
    async (path) => {
      const server = await startServer();
      // 80 MB in 80 kB.
      const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, ' '));
      const before = process.memoryUsage.rss();
      const response = await fetch(server.url + path, {
        method: 'POST',
        body: bomb,
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      });
      expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('larger than')]);
      expect(process.memoryUsage.rss() - before).toBeLessThan(4 * limits.bodyBytes);
      expect(await (await fetch(`${server.url}/health`)).text()).toBe('OK');
    },
  );

  it('refuses a body that says that it is too large, before it comes', async () => {
    const server = await startServer();
    const answer = await raw(
      server.port,
      `POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('refuses what is no request, and goes on', async () => {
    const server = await startServer();
    for (const [name, text] of NO_REQUESTS)
      expect([name, await raw(server.port, text)]).toEqual([name, expect.stringMatching(/^HTTP\/1\.1 4\d\d /)]);
    expect(await (await fetch(`${server.url}/health`)).text()).toBe('OK');
  });

  it(`answers others while ${CONNECTIONS} connections send a byte now and then, and loses nothing`, async () => {
    const server = await startServer([makeTrace(0)]);
    const sockets = Array.from({ length: CONNECTIONS }, () => slow(server.port));
    try {
      await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
      for (let n = 1; n <= 20; n++) {
        const answer = await server.send('PATCH', `/api/2.0/mlflow/traces/${traceIdOf(0)}/tags`, {
          key: `k${n}`,
          value: 'v',
        });
        expect(answer).toEqual({});
        for (const socket of sockets) socket.write('x');
      }
      const tags = (await server.get(`/api/3.0/mlflow/traces/${traceIdOf(0)}`))['trace'].trace_info.tags;
      expect(Object.keys(tags)).toHaveLength(21);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });

  it('ends connections whose request does not come', async () => {
    const server = await startServer();
    const started = Date.now();
    const answer = await raw(server.port, 'GET /health HTTP/1.1\r\nHost: loc');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - started).toBeGreaterThan(limits.headersMs / 2);
  });
});

/** Half of a request; errors of a connection that the server ends are expected. */
function slow(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n',
  );
  return socket;
}

/** Sends text as it stands; resolves with what is answered until the connection ends. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
