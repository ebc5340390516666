import { describe, expect, it } from '@jest/globals';
import { nodeBinaries } from '@spanwright/fixtures';
import { expectReviewedAgents } from './compare-scenarios.ts';
import { runProgram } from './run-program.ts';

const LINKED = ['@modelcontextprotocol', 'zod'];

describe.each(nodeBinaries())('clients of the Model Context Protocol on %s', (node) => {
  it.each([
    ['esm', 'mcp1', 'mcp-scenarios.cjs'],
    ['cjs', 'mcp1', 'mcp-scenarios.cjs'],
    ['esm', 'mcp2', 'mcp2-scenarios.cjs'],
    ['cjs', 'mcp2', 'mcp2-scenarios.cjs'],
  ] as const)('give a program what they gave untraced, and the reviewed trees: %s, %s', (format, version, suite) =>
    expectReviewedAgents({ node, version, linked: LINKED, suite, format, snapshots: version }),
  );
});

const useClient = `
  const { join } = require('node:path');
  async function ask({ Client }, { StdioClientTransport }, params) {
    const client = new Client({ name: 'reader', version: '1.0.0' });
    const args = [join(__dirname, 'mcp-server.mjs')];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
    const { content } = await client.callTool(params);
    await client.close();
    return content[0].text;
  }
  const CLIENT = '@modelcontextprotocol/sdk/client'; const STDIO = '@modelcontextprotocol/sdk/client/stdio.js';
  const { printSpans } = require('./print-spans.cjs'); const { autolog } = require('@spanwright/agents');`;

const CASES: Readonly<Record<string, readonly [program: string, prints: string]>> = {
  'tells a server of the trace where the program asked for it': [
    `autolog({ propagateContext: true }); const params = { name: 'told' };
     async function main() {
       const told = JSON.parse(await ask(require(CLIENT), require(STDIO), params));
       console.log(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/.test(told.traceparent), JSON.stringify(params));
     } main();`,
    'true {"name":"told"}',
  ],
  'leaves what the program tells a server itself': [
    `autolog({ propagateContext: true });
     async function main() {
       console.log(await ask(require(CLIENT), require(STDIO), { name: 'told', _meta: { traceparent: 'mine' } }));
     } main();`,
    '{"traceparent":"mine"}',
  ],
  'sees a client that is required before, by its other name': [
    `const client = require(CLIENT + '/index.js'); autolog();
     async function main() { await ask(client, require(STDIO), { name: 'told' }); await printSpans(); } main();`,
    'told',
  ],
  'sees a client that is imported later': [
    `autolog();
     async function main() { await ask(await import(CLIENT), await import(STDIO), { name: 'told' }); await printSpans(); } main();`,
    'told',
  ],
  'loads no client that the program does not load': [
    `autolog(); const names = Object.keys(require.cache).filter((name) => name.includes('modelcontextprotocol'));
     console.log(names.length);`,
    '0',
  ],
};

describe.each(nodeBinaries())('agents.autolog() with a client of the Model Context Protocol on %s', (node) => {
  it.each(Object.entries(CASES))('%s', async (_title, [program, prints]) => {
    const text = `${useClient}\n${program}`;
    const run = await runProgram({ node, version: 'mcp1', linked: LINKED, format: 'cjs', text });
    expect({ ...run, stdout: run.stdout.trim() }).toEqual({ code: 0, signal: undefined, stderr: '', stdout: prints });
  });
});
