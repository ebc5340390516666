import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { newFolder, startServer } from './support/server.ts';

describe('the files of the viewer', () => {
  it('are given with the page for every deep link, packed where they are packed', async () => {
    const viewer = newFolder();
    mkdirSync(join(viewer, 'assets'));
    writeFileSync(join(viewer, 'index.html'), '<!doctype html>the page');
    writeFileSync(join(viewer, 'assets', 'main-ABCDEFGH.js'), 'plain');
    writeFileSync(join(viewer, 'assets', 'main-ABCDEFGH.js.gz'), gzipSync('packed'));
    const { url } = await startServer([], { viewer });
    for (const path of ['/', '/experiments/0/traces/tr-1?tab=chat', '/anything']) {
      const page = await fetch(url + path);
      expect([page.headers.get('content-type'), await page.text()]).toEqual([
        'text/html; charset=utf-8',
        '<!doctype html>the page',
      ]);
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    const script = await fetch(`${url}/assets/main-ABCDEFGH.js`);
    expect(await script.text()).toBe('packed');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${url}/assets/none.js`)).status).toBe(404);
    expect(await (await fetch(`${url}/assets/..%2f..%2findex.html`)).text()).not.toContain('root');
  });

  it('are sent again only where they have changed', async () => {
    const viewer = newFolder();
    const index = join(viewer, 'index.html');
    writeFileSync(index, 'the page');
    writeFileSync(`${index}.gz`, gzipSync('the page'));
    const { url } = await startServer([], { viewer });
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    expect([await first.text(), etag]).toEqual(['the page', expect.stringMatching(/^W\/"[\w-]{43}"$/)]);
    for (const asked of [etag, `"other", ${etag}`, etag.slice(2), '*']) {
      const again = await fetch(url, { headers: { 'if-none-match': asked } });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    }
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    // Of the same size, and possibly at the same time.
    writeFileSync(index, 'ein page');
    const changed = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it('may go away while the server runs, which goes on', async () => {
    const viewer = newFolder();
    writeFileSync(join(viewer, 'index.html'), 'the page');
    const { url } = await startServer([], { viewer, onError: () => {} });
    expect((await fetch(url)).status).toBe(200);
    rmSync(join(viewer, 'index.html'));
    expect((await fetch(url)).status).toBeGreaterThanOrEqual(500);
    expect(await (await fetch(`${url}/health`)).text()).toBe('OK');
  });

  it('are asked for by a clear text where they are not built, while the API works', async () => {
    const { url } = await startServer([], { viewer: newFolder() });
    const page = await fetch(url);
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('The viewer is not built');
    expect(await (await fetch(`${url}/health`)).text()).toBe('OK');
  });
});
