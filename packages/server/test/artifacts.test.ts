import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type TestServer, startServer } from './support/server.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const PATH = '/api/2.0/mlflow-artifacts/artifacts';

/** As it stands: `fetch` would take `..` out of a path. */
function raw(server: TestServer, method: string, path: string, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: server.port, host: '127.0.0.1', method, path }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });
}

describe('artifacts', () => {
  it('are stored, listed, given back to be saved, and deleted', async () => {
    const server = await startServer();
    const url = `${server.url}${PATH}`;
    const bytes = Buffer.from([0, 255, 1, 254]);
    expect((await fetch(`${url}/1/run/artifacts/a%20b/model.bin`, { method: 'PUT', body: bytes })).status).toBe(200);
    const file = await fetch(`${url}/1/run/artifacts/a%20b/model.bin`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="model.bin"');
    expect(await server.get(`${PATH}?path=1/run/artifacts`)).toEqual({ files: [{ path: 'a b', is_dir: true }] });
    expect(await server.get(`${PATH}?path=1/run/artifacts/a%20b`)).toEqual({
      files: [{ path: 'model.bin', is_dir: false, file_size: 4 }],
    });
    expect((await fetch(`${url}/1/run/artifacts/a%20b`, { method: 'DELETE' })).status).toBe(200);
    expect((await fetch(`${url}/1/run/artifacts/a%20b/model.bin`)).status).toBe(404);
    expect(await server.get(`${PATH}?path=nowhere`)).toEqual({ files: [] });
  });

  it.each([
    '/../secret',
    '/a/../../secret',
    '/%2e%2e/secret',
    '/..%2fsecret',
    '/a%2f..%2f..%2fsecret',
    '/%252e%252e%252fsecret',
    '/..%5csecret',
    '/%2fetc%2fpasswd/../../../secret',
    '/C:%5csecret',
    '/a%00b',
    '//secret/../..',
  ])('never leave their folder by %s', async (path) => {
    const server = await startServer();
    writeFileSync(join(server.folder, 'secret'), 'secret');
    const files = (): readonly string[] => readdirSync(server.folder).filter((name) => !name.startsWith('traces.db'));
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(await raw(server, method, PATH + path, 'x')).toBeGreaterThanOrEqual(400);
    expect(
      (await fetch(`${server.url}${PATH}?path=${encodeURIComponent(`x${decodeURIComponent(path)}`)}`)).status,
    ).toBeLessThan(500);
    expect(files()).toEqual(['secret']);
  });

  it('never follow a link, and the folder itself cannot be deleted', async () => {
    const server = await startServer();
    const folder = `${server.database}-artifacts`;
    mkdirSync(folder);
    writeFileSync(join(server.folder, 'secret'), 'secret');
    symlinkSync(server.folder, join(folder, 'link'));
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect(await raw(server, method, `${PATH}/link/secret`, 'x')).toBe(400);
    expect(await raw(server, 'DELETE', `${PATH}/`)).toBe(400);
    expect(existsSync(folder)).toBe(true);
  });

  it('leave nothing behind of an upload that breaks off', async () => {
    const server = await startServer();
    const folder = join(`${server.database}-artifacts`, '1');
    const left = (): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
    const until = async (done: () => boolean): Promise<void> => {
      while (!done()) await new Promise((go) => setTimeout(go, 20));
    };
    const headers = { 'content-length': 1000 };
    const sent = request({ port: server.port, host: '127.0.0.1', method: 'PUT', path: `${PATH}/1/half`, headers });
    const broken = new Promise((resolve) => sent.on('error', resolve));
    sent.write('half');
    await until(() => left().length > 0);
    sent.destroy(new Error('gone'));
    await broken;
    await until(() => left().length === 0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('give the spans of a trace as traces.json, and those of a trace that is not there are refused', async () => {
    const server = await startServer([makeTrace(0)]);
    const file = (n: number): string => `${PATH}/0/traces/${traceIdOf(n)}/artifacts/traces.json`;
    expect((await server.get(file(0)))['spans']).toHaveLength(1);
    expect(await server.get(file(1), { method: 'PUT', body: '{"spans": []}' })).toMatchObject({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
    });
    expect(await server.get(file(0), { method: 'PUT', body: '{"spans": [{}]}' })).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
    });
  });
});
