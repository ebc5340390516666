import { defineAttachment, type Integration, recordMethods } from '@spanwright/core/kit';
import { mcpRequests } from './mcp-requests.ts';

const record = recordMethods({ patches: mcpRequests });

/** Clients of the Model Context Protocol: what a program asks a server. Nothing is ever loaded. */
export const mcp: Integration = {
  ...defineAttachment({
    name: 'mcp',
    module: '@modelcontextprotocol/sdk/client/index.js',
    versions: '>=1.25 <2',
    attach: {},
    untraced: ['requests of a client other than tools/call, tools/list, prompts/get and resources/read'],
  }),
  otherVersions: { '@modelcontextprotocol/client': '>=2 <3' },
  // The class `Client` under both of its names, of which programs use the first; version 2 is a package of its own.
  attachWhenLoaded: {
    '@modelcontextprotocol/client': record,
    '@modelcontextprotocol/sdk/client/index.js': record,
    '@modelcontextprotocol/sdk/client': record,
  },
};
