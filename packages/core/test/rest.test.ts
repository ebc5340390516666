import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setLogger } from '../src/logger.ts';
import { ENDPOINTS } from '../src/rest/endpoints.ts';
import { parseExactJson } from '../src/rest/exact-json.ts';
import { readRestSettings } from '../src/rest/read-settings.ts';
import { RestClient } from '../src/rest/rest-client.ts';
import { pauseMs } from '../src/rest/retry.ts';
import type { RestSettings } from '../src/rest/settings.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answering = (seen: Seen, response: ServerResponse) => void;

let server: Server;
let uri = '';
let seen: Seen[] = [];
let answers: Answering[] = [];

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answering =>
  (_, response) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

beforeEach(async () => {
  seen = [];
  answers = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      (answers.shift() ?? json(200, {}))(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  setLogger();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const NO_FILE = { HOME: '/nonexistent' };

function settings(env: Record<string, string> = {}, to: string = uri): RestSettings {
  const quick = { MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR: '0', MLFLOW_HTTP_REQUEST_BACKOFF_JITTER: '0' };
  return readRestSettings(to, { ...NO_FILE, ...quick, ...env });
}

async function call(env: Record<string, string> = {}, to: string = uri): Promise<unknown> {
  const client = new RestClient(settings(env, to));
  try {
    return await client.call(ENDPOINTS.getRun, { run_id: 'a/b c' });
  } finally {
    client.close();
  }
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: Error & { code: string }) => `${error.code}: ${error.message.replaceAll(uri, 'URI')}`,
  );

describe('a request to an MLflow server', () => {
  it('keeps the path of the tracking URI, and names whom it comes from', async () => {
    await call({ MLFLOW_WORKSPACE: 'team' }, `${uri}/proxy/mlflow/`);
    expect(seen[0]).toMatchObject({
      method: 'GET',
      url: '/proxy/mlflow/api/2.0/mlflow/runs/get?run_id=a%2Fb+c',
      headers: { 'x-mlflow-workspace': 'team', 'user-agent': expect.stringMatching(/^spanwright\/\d/) },
    });
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    [{ MLFLOW_TRACKING_USERNAME: 'ann', MLFLOW_TRACKING_PASSWORD: 'pässword' }, `Basic ${btoa('ann:pÃ¤ssword')}`],
    [{ MLFLOW_TRACKING_TOKEN: 't0ken' }, 'Bearer t0ken'],
    [
      { MLFLOW_TRACKING_TOKEN: 't', MLFLOW_TRACKING_USERNAME: 'ann', MLFLOW_TRACKING_PASSWORD: 'p' },
      `Basic ${btoa('ann:p')}`,
    ],
  ])('is authorized by what the environment says: %j', async (env, authorization) => {
    await call(env);
    expect(seen[0]?.headers.authorization).toBe(authorization);
  });

  it('is authorized by ~/.mlflow/credentials, and by the user in the address', async () => {
    const home = mkdtempSync(join(tmpdir(), 'spanwright-home-'));
    mkdirSync(join(home, '.mlflow'));
    const text =
      '[other]\nmlflow_tracking_username = no\n[mlflow]\nmlflow_tracking_username = bob\nmlflow_tracking_password: s=c\n';
    writeFileSync(join(home, '.mlflow', 'credentials'), text);
    await call({ HOME: home });
    await call({}, uri.replace('://', '://eve:p%40ss@'));
    rmSync(home, { recursive: true });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${btoa('bob:s=c')}`,
      `Basic ${btoa('eve:p@ss')}`,
    ]);
  });

  it('is sent to Databricks with host and token, or says that they are missing', () => {
    const env = { ...NO_FILE, DATABRICKS_HOST: 'example.cloud.databricks.com/', DATABRICKS_TOKEN: 'dapi' };
    expect(readRestSettings('databricks', env)).toMatchObject({
      uri: 'https://example.cloud.databricks.com',
      headers: { authorization: 'Bearer dapi' },
    });
    expect(() => readRestSettings('databricks', NO_FILE)).toThrow('needs DATABRICKS_HOST and DATABRICKS_TOKEN');
  });
});

describe('what an MLflow server answers', () => {
  it.each([408, 429, 500, 502, 503, 504])('is asked for again after status %i', async (status) => {
    answers = [json(status, 'busy'), json(200, { run: 1 })];
    expect(await call()).toEqual({ run: 1 });
    expect(seen).toHaveLength(2);
  });

  it('is asked for as often as the environment allows, and no more than 10 times again', async () => {
    answers = Array.from({ length: 20 }, () => json(503, { error_code: 'TEMPORARILY_UNAVAILABLE', message: 'later' }));
    expect(await codeOf(call({ MLFLOW_HTTP_REQUEST_MAX_RETRIES: '2' }))).toBe(
      'SERVER_UNAVAILABLE: URI/api/2.0/mlflow/runs/get answers with status 503: later',
    );
    expect(seen).toHaveLength(3);
    expect(settings({ MLFLOW_HTTP_REQUEST_MAX_RETRIES: '99' }).retry.maxRetries).toBe(10);
  });

  it('waits as long as the server asks, else twice as long each time', () => {
    const { retry } = readRestSettings(uri, { ...NO_FILE, MLFLOW_HTTP_REQUEST_BACKOFF_JITTER: '0' });
    const busy = (after: string) => ({
      status: 429,
      headers: { 'retry-after': after },
      body: new Uint8Array(),
      url: '',
    });
    expect([0, 1, 2, 3, 9].map((retries) => pauseMs(retry, retries))).toEqual([0, 4000, 8000, 16_000, 120_000]);
    expect(pauseMs(retry, 3, busy('7'))).toBe(7000);
    expect(pauseMs(retry, 3, busy(new Date(Date.now() + 30_000).toUTCString()))).toBeGreaterThan(25_000);
    expect(pauseMs({ ...retry, respectRetryAfter: false }, 1, busy('7'))).toBe(4000);
  });

  it.each([
    [404, { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No run.' }, 'RESOURCE_DOES_NOT_EXIST: No run.'],
    [400, { error_code: 'RESOURCE_ALREADY_EXISTS', message: 'Taken.' }, 'RESOURCE_ALREADY_EXISTS: Taken.'],
    [422, { detail: 'Cannot convert' }, 'INVALID_PARAMETER_VALUE: Cannot convert'],
    [
      401,
      'You are not authenticated.',
      'PERMISSION_DENIED: URI/api/2.0/mlflow/runs/get refuses access (401: You are not',
    ],
    [
      404,
      '<html><style>x</style><h1>Not Found</h1>',
      'INVALID_PARAMETER_VALUE: URI/api/2.0/mlflow/runs/get does not exist (404:',
    ],
    [
      200,
      '<html>Log in</html>',
      'SERVER_UNAVAILABLE: URI/api/2.0/mlflow/runs/get answers something that is no JSON (Log in)',
    ],
  ])('is a clear error: %i %j', async (status, body, expected) => {
    answers = [json(status, body)];
    expect((await codeOf(call())).slice(0, expected.length)).toBe(expected);
    expect(seen).toHaveLength(1);
  });

  it('is refused when it is too large, without being read to its end', async () => {
    let written = 0;
    answers = [
      (_, response) => {
        const write = (): void => {
          while (written < 1000 && !response.destroyed) {
            written += 1;
            if (!response.write(Buffer.alloc(1_000_000))) return void response.once('drain', write);
          }
        };
        write();
      },
    ];
    expect(await codeOf(call())).toMatch(/^INVALID_PARAMETER_VALUE: The server's answer is larger than \d+ bytes/);
    expect(written).toBeLessThan(200);
  });

  it.each([
    [
      'ends too early',
      (_: Seen, response: ServerResponse) =>
        void response.writeHead(200, { 'content-length': '99' }).write('{"a', () => response.destroy()),
    ],
    ['never comes', () => {}],
  ])('is an error that may pass when it %s', async (_, answering) => {
    answers = [answering];
    const env = { MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0', MLFLOW_HTTP_REQUEST_TIMEOUT: '0.3' };
    expect(await codeOf(call(env))).toMatch(/^SERVER_UNAVAILABLE: .* cannot be reached \(.*\)\. Is the MLflow server/);
  });

  it('is an error that may pass when nobody listens', async () => {
    const env = { MLFLOW_HTTP_REQUEST_MAX_RETRIES: '1' };
    expect(await codeOf(call(env, 'http://127.0.0.1:1'))).toMatch(/^SERVER_UNAVAILABLE: .*ECONNREFUSED/);
  });

  it('may lead elsewhere: with the credentials to the same host, without them to another', async () => {
    const other = uri.replace('127.0.0.1', 'localhost');
    answers = [
      json(307, '', { location: '/moved' }),
      json(302, '', { location: `${other}/there` }),
      json(200, { ok: 1 }),
    ];
    expect(await call({ MLFLOW_TRACKING_TOKEN: 't' })).toEqual({ ok: 1 });
    expect(seen.map(({ url, headers }) => [url.slice(0, 6), headers.authorization])).toEqual([
      ['/api/2', 'Bearer t'],
      ['/moved', 'Bearer t'],
      ['/there', undefined],
    ]);
  });

  it('may not lead a body astray, nor in circles', async () => {
    const client = new RestClient(settings());
    answers = [json(301, '', { location: 'https://elsewhere.example/' })];
    expect(await codeOf(client.call(ENDPOINTS.createExperiment, { name: 'n' }))).toBe(
      'INVALID_TRACKING_URI: URI redirects a POST request to https://elsewhere.example, where it is not sent. ' +
        'Set the tracking URI to the address that it is redirected to.',
    );
    answers = Array.from({ length: 20 }, () => json(302, '', { location: '/again' }));
    expect(await codeOf(call())).toMatch(/redirects requests more than 10 times/);
    client.close();
  });
});

describe('numbers in answers', () => {
  it('keep all of their digits', () => {
    const text =
      '{"a":1750000000000000001,"b":[-9223372036854775808,12],"c":"\\"1750000000000000001","d":1.5e300,"e":0.1234567890123456789,"f":9007199254740991}';
    expect(parseExactJson(text)).toEqual({
      a: '1750000000000000001',
      b: ['-9223372036854775808', 12],
      c: '"1750000000000000001',
      d: 1.5e300,
      e: 0.123_456_789_012_345_68,
      f: 9_007_199_254_740_991,
    });
  });

  it('are found beside texts of megabytes', () => {
    const long = '\\"x'.repeat(2_000_000);
    expect(parseExactJson(`{"t":"${long}","n":1750000000000000001}`)).toMatchObject({ n: '1750000000000000001' });
  });
});

describe('half of a surrogate pair in what is sent', () => {
  it('becomes the replacement character, which every database takes', async () => {
    const client = new RestClient(settings());
    await client.call(ENDPOINTS.createExperiment, { name: 'a\ud83d b\\ud83d 👋' });
    client.close();
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ name: 'a\ufffd b\\ud83d 👋' });
  });
});
