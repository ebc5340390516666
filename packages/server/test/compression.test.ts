import { describe, expect, it } from '@jest/globals';
import { startServer } from './support/server.ts';
import { makeTrace } from './support/traces.ts';

const LIST = '/api/spanwright/v1/traces';

describe('the size of answers', () => {
  it('sends them as they are within one machine, and compressed to whom a proxy asks for', async () => {
    const server = await startServer(Array.from({ length: 50 }, (_, n) => makeTrace(n)));
    const near = await fetch(server.url + LIST);
    const far = await fetch(server.url + LIST, { headers: { 'x-forwarded-for': '203.0.113.7' } });
    const plain = await fetch(server.url + LIST, {
      headers: { 'x-forwarded-for': '203.0.113.7', 'accept-encoding': 'identity' },
    });
    expect([near, far, plain].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip', null]);
    const [first, ...others] = await Promise.all([near, far, plain].map((response) => response.json()));
    expect(others).toEqual([first, first]);
  });
});
