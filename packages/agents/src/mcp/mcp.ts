import { defineAttachment, type Integration, recordMethods } from '@spanwright/core/kit';
import { mcpRequests } from './mcp-requests.ts';

const record = recordMethods({ patches: mcpRequests });

const untraced = ['requests of a client other than tools/call, tools/list, prompts/get and resources/read'];

/** Clients of the Model Context Protocol: what a program asks a server. Nothing is ever loaded. */
export const mcp: Integration = {
  ...defineAttachment({
    name: 'mcp',
    module: '@modelcontextprotocol/sdk/client/index.js',
    versions: '>=1.25 <2',
    attach: {},
    untraced,
  }),
  // The class `Client` under both of its names, of which programs use the first.
  attachWhenLoaded: {
    '@modelcontextprotocol/sdk/client/index.js': record,
    '@modelcontextprotocol/sdk/client': record,
  },
};

/** The same of version 2, whose client is a package of its own. */
export const mcpClient: Integration = {
  ...defineAttachment({
    name: 'mcp-client',
    module: '@modelcontextprotocol/client',
    versions: '>=2 <3',
    attach: {},
    untraced,
  }),
  attachWhenLoaded: { '@modelcontextprotocol/client': record },
};
