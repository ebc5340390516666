/**
 * @typedef {object} ImportRule
 * @property {string} folder the rule holds for this folder; the first that matches a file counts
 * @property {readonly string[]} imports packages (and their subpaths) that it may import
 * @property {readonly string[]} [types] packages that it may name in `import type` only
 * @property {readonly string[]} [lazily] packages that it may load with `import()` or `require()` only
 * @property {boolean} [builtins] whether it may import Node.js built-ins
 * @property {boolean} [platform] whether it has a `#platform`
 * @property {boolean} [environment] whether it may read `process.env`
 */

/**
 * An integration describes a library: it never loads it, reads no environment and knows no other integration.
 * @param {string} name
 * @param {readonly string[]} libraries
 * @returns {ImportRule}
 */
const integration = (name, libraries) => ({
  folder: `packages/${name}/src`,
  imports: ['@spanwright/core'],
  types: libraries,
});

/** @type {readonly ImportRule[]} */
export const importRules = [
  { folder: 'packages/core/src/model', imports: [] },
  {
    folder: 'packages/core/src',
    imports: ['@opentelemetry/api', 'shimmer'],
    lazily: ['@spanwright/store', 'require-in-the-middle', 'import-in-the-middle', 'apache-arrow', '@spanwright/core'],
    builtins: true,
    platform: true,
    environment: true,
  },
  {
    folder: 'packages/store/src',
    imports: ['@spanwright/core/model'],
    lazily: ['@photostructure/sqlite', 'pg'],
    types: ['@photostructure/sqlite'],
    builtins: true,
    platform: true,
    environment: true,
  },
  integration('openai', ['openai']),
  integration('langchain', ['@langchain/core', '@langchain/langgraph', 'langchain']),
  integration('llamaindex', ['llamaindex', '@llamaindex/core', '@llamaindex/openai', '@llamaindex/workflow']),
  integration('agents', ['@openai/agents-core']),
  {
    folder: 'packages/server/src',
    imports: ['@spanwright/core/model', '@spanwright/store'],
    builtins: true,
    platform: true,
    environment: true,
  },
  // It runs in a browser.
  {
    folder: 'packages/ui/src',
    imports: ['preact', '@preact/signals'],
    types: ['@spanwright/core', '@spanwright/server'],
  },
  {
    folder: 'packages/spanwright/src',
    imports: [
      '@spanwright/core',
      '@spanwright/store',
      '@spanwright/openai',
      '@spanwright/langchain',
      '@spanwright/llamaindex',
      '@spanwright/agents',
      '@spanwright/server',
      'commander',
    ],
    builtins: true,
    platform: true,
    environment: true,
  },
];
