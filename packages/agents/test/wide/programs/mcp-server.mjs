// A server of the Model Context Protocol on standard input and output.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const text = (words) => ({ content: [{ type: 'text', text: words }] });
const server = new McpServer({ name: 'desk', version: '2.1.0' });

server.registerTool('add', { inputSchema: { a: z.number(), b: z.number() } }, ({ a, b }) => text(String(a + b)));
server.registerTool('break', {}, () => {
  throw new TypeError('the drawer is stuck');
});
server.registerTool('wait', {}, () => new Promise((resolve) => setTimeout(resolve, 600_000, text('late')).unref()));
server.registerTool('told', {}, ({ _meta }) => text(JSON.stringify(_meta ?? {})));
server.registerPrompt('greet', { argsSchema: { who: z.string() } }, ({ who }) => ({
  messages: [{ role: 'user', content: { type: 'text', text: `Greet ${who}.` } }],
}));
server.registerResource('today', 'notes://today', {}, ({ href }) => ({
  contents: [{ uri: href, text: 'Water the plants.' }],
}));
await server.connect(new StdioServerTransport());
