import { get, request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { type TestServer, startServer } from './support/server.ts';
import { makeTrace, traceIdOf } from './support/traces.ts';

const LIST = '/api/spanwright/v1/traces';
const TAGS = `/api/2.0/mlflow/traces/${traceIdOf(0)}/tags`;
const TOKEN = 'a-secret-token';

/** With headers that `fetch` does not let through. */
function ask(server: TestServer, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: server.port, host: '127.0.0.1', path, method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(method === 'GET' ? undefined : '{"key":"a","value":"1"}');
  });
}

describe('a server', () => {
  it('listens to this machine alone, unless it is told otherwise', async () => {
    expect((await startServer()).url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  it('refuses names that may be made to lead here, and answers to those of this machine and its network', async () => {
    const server = await startServer([makeTrace(0)]);
    for (const host of ['evil.example', 'evil.example:5000', 'localhost.evil.example', '127.0.0.1.evil.example']) {
      expect([host, await ask(server, LIST, { host })]).toEqual([host, 403]);
      expect(await ask(server, '/health', { host })).toBe(403);
    }
    for (const host of ['localhost', 'localhost:5000', '127.0.0.1', '[::1]:5000', '192.168.1.5:5000'])
      expect([host, await ask(server, LIST, { host })]).toEqual([host, 200]);
  });

  it.each([{ token: '' }, { user: 'me', password: '' }, { user: '', password: 'p' }])(
    'does not start with credentials that anybody has: %j',
    async (credentials) => {
      await expect(startServer([], { credentials })).rejects.toThrow(/is empty: set it, or leave it out/);
    },
  );

  it('does not listen everywhere for want of a name', async () => {
    await expect(startServer([], { host: '' })).rejects.toThrow('The host is empty');
  });

  it('answers to the names that it is told', async () => {
    const server = await startServer([], { allowedHosts: ['traces.example'] });
    expect(await ask(server, LIST, { host: 'traces.example' })).toBe(200);
    expect(await ask(server, LIST, { host: 'traces.example', origin: 'https://traces.example' })).toBe(200);
  });

  it('refuses what a page of another origin makes a browser ask', async () => {
    const server = await startServer([makeTrace(0)]);
    const json = { 'content-type': 'application/json' };
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost.evil.example', '%%%'])
      expect(await ask(server, TAGS, { ...json, origin }, 'PATCH')).toBe(403);
    expect(await ask(server, LIST, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await ask(server, '/health', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
    expect((await server.store.getTrace(traceIdOf(0)))?.info.tags).not.toHaveProperty('a');
    expect(await ask(server, TAGS, { ...json, origin: server.url }, 'PATCH')).toBe(200);
  });

  it('lets in who has the token: as a bearer, or by the link that leads to the viewer', async () => {
    const server = await startServer([], { credentials: { token: TOKEN } });
    expect(await ask(server, LIST, {})).toBe(401);
    expect(await ask(server, '/', {})).toBe(401);
    expect(await ask(server, '/v1/traces', {}, 'POST')).toBe(401);
    expect(await ask(server, '/health', {})).toBe(200);
    expect(await ask(server, LIST, { authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await ask(server, LIST, { authorization: `bearer ${TOKEN}` })).toBe(200);
    expect(await ask(server, LIST, { authorization: `Bearer ${TOKEN}x` })).toBe(401);
    const login = await fetch(`${server.url}/login?token=${TOKEN}`, { redirect: 'manual' });
    expect([login.status, login.headers.get('location')]).toEqual([303, '/']);
    const cookie = login.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(await ask(server, LIST, { cookie: cookie.split(';')[0] ?? '' })).toBe(200);
    expect(await ask(server, LIST, { cookie: 'spanwright_token=wrong' })).toBe(401);
    expect((await fetch(`${server.url}/login?token=wrong`, { redirect: 'manual' })).status).toBe(401);
  });

  it('lets in user and password, as MLflow clients give them', async () => {
    const server = await startServer([], { credentials: { user: 'me', password: 'p:w' } });
    const basic = (text: string): Record<string, string> => ({
      authorization: `Basic ${Buffer.from(text).toString('base64')}`,
    });
    expect(await ask(server, LIST, basic('me:p:w'))).toBe(200);
    expect(await ask(server, LIST, basic('me:other'))).toBe(401);
    expect(await ask(server, LIST, { authorization: 'Basic' })).toBe(401);
  });

  it('makes who guesses wait, and nobody else', async () => {
    const server = await startServer([], { credentials: { token: TOKEN } });
    const statuses: number[] = [];
    for (let n = 0; n < 25; n++) statuses.push(await ask(server, LIST, { authorization: `Bearer ${n}` }));
    expect(statuses.at(0)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect((await fetch(`${server.url}/login?token=${TOKEN}`, { redirect: 'manual' })).status).toBe(401);
    expect(await ask(server, LIST, { authorization: `Bearer ${TOKEN}` })).toBe(200);
  });

  it('says on every answer that nothing inline or foreign may run', async () => {
    const { url } = await startServer();
    for (const path of ['/', '/health', LIST, '/api/2.0/nothing', '/assets/x.js']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('changes nothing where it may only read', async () => {
    const server = await startServer([makeTrace(0)], { readOnly: true });
    expect(await ask(server, TAGS, { 'content-type': 'application/json' }, 'PATCH')).toBe(403);
    expect(await server.send('POST', '/v1/traces', {})).toMatchObject({ error_code: 'PERMISSION_DENIED' });
    const search = { locations: [{ mlflow_experiment: { experiment_id: '0' } }] };
    expect((await server.send('POST', '/api/3.0/mlflow/traces/search', search))['traces']).toHaveLength(1);
  });

  it('tells nothing of a request, nor of its insides, when it fails itself', async () => {
    const server = await startServer();
    await server.store.close();
    const path = `${LIST}?filter=${encodeURIComponent("tags.x = 'topsecret'")}`;
    const answer = await server.get(path, { headers: { authorization: 'Bearer topsecret' } });
    expect(answer['error_code']).toBe('TEMPORARILY_UNAVAILABLE');
    expect(server.errors.join()).not.toContain('topsecret');
  });

  it('refuses a method or an address that is none', async () => {
    const server = await startServer();
    expect(await ask(server, LIST, {}, 'PUT')).toBe(404);
    expect(await ask(server, '/api/spanwright/v1/traces/%E0%A4%A', {})).toBe(404);
    const answered = new Promise<number>((resolve) =>
      get({ port: server.port, host: '127.0.0.1', path: '//evil.example/x' }, ({ statusCode = 0 }) =>
        resolve(statusCode),
      ),
    );
    expect(await answered).toBeLessThan(600);
  });
});
