import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A server that behaves badly. */
export interface HostileServer {
  readonly uri: string;
  /** When requests came, in milliseconds of `performance.now()`. */
  readonly requests: number[];
  stop(): Promise<void>;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const MEGABYTE = Buffer.alloc(1_000_000, 'x');

/** How servers misbehave, by what they do. */
export const hostilities = {
  'answers 429 with Retry-After': (response) => void response.writeHead(429, { 'retry-after': '60' }).end('{}'),
  'answers 500 to everything': (response) => void response.writeHead(500).end('{"error_code":"INTERNAL_ERROR"}'),
  'answers 503 with a page of HTML': (response) =>
    void response.writeHead(503, { 'content-type': 'text/html' }).end('<html><h1>Down</h1></html>'),
  'takes requests and never answers': () => {},
  'closes connections': (response) => void response.destroy(),
  'ends its JSON too early': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
    response.write('{"trace": {"trace_info": {', () => response.destroy());
  },
  'answers with something else than JSON': (response) => void response.writeHead(200).end('hello'),
  'redirects to another place': (response) =>
    void response.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end(),
  'redirects in a circle': (response, { url }) => void response.writeHead(307, { location: `${url}` }).end(),
  'answers with 100 MB': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const send = (left: number): void => {
      if (left === 0) response.end();
      else if (!response.destroyed) response.write(MEGABYTE, () => send(left - 1));
    };
    send(100);
  },
  'does not know who asks': (response) => void response.writeHead(401).end('{"error_code":"UNAUTHENTICATED"}'),
} satisfies Readonly<Record<string, Answer>>;

/** Starts a server that answers every request in this way; `secure` with a certificate that nobody has signed. */
export async function startHostileServer(answer: Answer, secure = false): Promise<HostileServer> {
  const requests: number[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(performance.now());
    request.resume();
    response.on('error', () => {});
    answer(response, request);
  };
  const file = (name: string): Buffer => readFileSync(join(__dirname, 'certificate', name));
  const server = secure
    ? createSecureServer({ key: file('key.pem'), cert: file('cert.pem') }, listener)
    : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uri: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
