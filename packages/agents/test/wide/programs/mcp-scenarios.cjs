'use strict';
// Things that users do with a client of the Model Context Protocol, against a server in a process of its own.
const { join } = require('node:path');
const { errorOf, requestsOf } = require('./mcp-requests.cjs');

exports.libraries = {
  client: '@modelcontextprotocol/sdk/client/index.js',
  stdio: '@modelcontextprotocol/sdk/client/stdio.js',
};
exports.patched = (lib) => lib.client.Client.prototype.callTool;
exports.modules = (lib) => [lib.client];

let opened;
async function connected(lib, use) {
  opened ??= open(lib);
  return use(await opened);
}
exports.close = async () => (await opened).close();

async function open({ client: { Client }, stdio: { StdioClientTransport } }) {
  const client = new Client({ name: 'reader', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [join(__dirname, 'mcp-server.mjs')] }),
  );
  return client;
}

exports.scenarios = {
  ...requestsOf(connected),
  'a tool that is not there': (lib) => connected(lib, (client) => client.callTool({ name: 'nothing', arguments: {} })),
  'a resource that is not there': (lib) =>
    connected(lib, (client) => errorOf(client.readResource({ uri: 'notes://never' }))),
  'a call that times out': (lib) =>
    connected(lib, (client) => errorOf(client.callTool({ name: 'wait' }, undefined, { timeout: 50 }))),
  'a call that is aborted': (lib) =>
    connected(lib, async (client) => {
      const stop = new AbortController();
      const call = errorOf(client.callTool({ name: 'wait' }, undefined, { signal: stop.signal }));
      stop.abort(new Error('enough'));
      return call;
    }),
  'two calls at once': (lib) =>
    connected(lib, (client) =>
      Promise.all([1, 2].map((a) => client.callTool({ name: 'add', arguments: { a, b: a } }))),
    ),
  'a call that tells the server nothing of the trace': (lib) =>
    connected(lib, (client) => client.callTool({ name: 'told', _meta: { note: 'mine' } })),
};
