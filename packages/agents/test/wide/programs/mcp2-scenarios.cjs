'use strict';
// Things that users do with version 2 of the client of the Model Context Protocol, which is a package of its own.
const { errorOf, requestsOf } = require('./mcp-requests.cjs');

exports.libraries = { client: '@modelcontextprotocol/client', server: '@modelcontextprotocol/server', zod: 'zod' };
exports.patched = (lib) => lib.client.Client.prototype.callTool;
exports.modules = (lib) => [lib.client];

const text = (words) => ({ content: [{ type: 'text', text: words }] });

function serverOf({ server: { McpServer }, zod: { z } }) {
  const server = new McpServer({ name: 'desk', version: '2.1.0' });
  server.registerTool('add', { inputSchema: z.object({ a: z.number(), b: z.number() }) }, ({ a, b }) =>
    text(String(a + b)),
  );
  server.registerTool('break', {}, () => {
    throw new TypeError('the drawer is stuck');
  });
  server.registerTool('wait', {}, () => new Promise((resolve) => setTimeout(resolve, 600_000, text('late')).unref()));
  server.registerPrompt('greet', { argsSchema: z.object({ who: z.string() }) }, ({ who }) => ({
    messages: [{ role: 'user', content: { type: 'text', text: `Greet ${who}.` } }],
  }));
  server.registerResource('today', 'notes://today', {}, ({ href }) => ({
    contents: [{ uri: href, text: 'Water the plants.' }],
  }));
  return server;
}

async function connected(lib, use) {
  const [near, far] = lib.client.InMemoryTransport.createLinkedPair();
  await serverOf(lib).connect(far);
  const client = new lib.client.Client({ name: 'reader', version: '1.0.0' });
  await client.connect(near);
  const result = await use(client);
  await client.close();
  return result;
}

exports.scenarios = {
  ...requestsOf(connected),
  'a tool that is not there': (lib) => connected(lib, (client) => errorOf(client.callTool({ name: 'nothing' }))),
  'a call that is aborted': (lib) =>
    connected(lib, async (client) => {
      const stop = new AbortController();
      const call = errorOf(client.callTool({ name: 'wait' }, { signal: stop.signal }));
      stop.abort(new Error('enough'));
      return call;
    }),
};
