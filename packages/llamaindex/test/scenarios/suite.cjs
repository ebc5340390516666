'use strict';
// The suite of LlamaIndex, against the provider at `baseURL`.
const crypto = require('node:crypto');
const { syncBuiltinESMExports } = require('node:module');
const { inspect } = require('node:util');
const { scenarios } = require('./scenarios.cjs');

// Ids of nodes and events that are the same in every run.
let made = 0;
crypto.randomUUID = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
syncBuiltinESMExports();

const MODULES = {
  llamaindex: 'llamaindex',
  openai: '@llamaindex/openai',
  workflow: '@llamaindex/workflow',
  global: '@llamaindex/core/global',
  asyncContext: '@llamaindex/workflow-core/async-context',
};

/** Every method of every class of the library, as it is now. */
function methodsOf(lib) {
  const classes = Object.keys(MODULES).flatMap((name) => [
    ...Object.values(lib[name]),
    lib[name].AsyncContext?.Variable,
  ]);
  const owners = classes.filter((value) => typeof value === 'function').flatMap((value) => [value, value.prototype]);
  return owners
    .filter(Boolean)
    .flatMap((owner) => Object.values(Object.getOwnPropertyDescriptors(owner)))
    .flatMap(({ value }) => (typeof value === 'function' ? [value] : []));
}

/** As text: what a program sees of nodes and events is a tree of classes of the library, some of which go round. */
const seen = async (work) =>
  inspect(await work, { depth: 12, maxArrayLength: 100, maxStringLength: 2000, sorted: true });

module.exports = ({ baseURL }) => ({
  scenarios: Object.fromEntries(
    Object.entries(scenarios).map(([name, scenario]) => [name, (lib) => seen(scenario(lib, baseURL, lib.mlflow))]),
  ),
  libraries: MODULES,
  // What the library makes once, at its first index, has an id of its own.
  async prepare(lib) {
    await scenarios['retrieve nodes'](lib, baseURL, lib.mlflow);
    return lib;
  },
  patched: methodsOf,
  reset: () => void (made = 0),
});
