import { type Integration, recordMethods } from '@spanwright/core/kit';
import { mcpRequests } from './mcp-requests.ts';

/** The class `Client` under both of its names, of which programs use the first. */
const MODULES = ['@modelcontextprotocol/sdk/client/index.js', '@modelcontextprotocol/sdk/client'] as const;

const [first, second] = MODULES;

/** Clients of the Model Context Protocol: what a program asks a server. Nothing is ever loaded. */
export const mcp: Integration = {
  name: 'mcp',
  module: first,
  versions: '>=1.25 <2',
  patches: mcpRequests,
  attach: {},
  attachWhenLoaded: { [second]: recordMethods({ patches: mcpRequests }) },
  untraced: ['requests of a client other than tools/call, tools/list, prompts/get and resources/read'],
};
