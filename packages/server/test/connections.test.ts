import { describe, expect, it } from '@jest/globals';
import { startServer } from './support/server.ts';

describe('connections', () => {
  it('may rest longer than proxies and busy clients let them, so that none sends into one that is being closed', async () => {
    const { url } = await startServer([]);
    const { headers } = await fetch(`${url}/health`);
    const seconds = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1];
    expect(Number(seconds)).toBeGreaterThan(60);
  });
});
