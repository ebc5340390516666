/** Files of a tiny package that has an ES module and a CommonJS build with classes of their own, like most clients. */
export function dualPackage(folder: string, copy: string, version: string): { readonly [path: string]: string } {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const exports = { '.': { import: './index.mjs', require: './index.js' } };
  return {
    [`${folder}/package.json`]: JSON.stringify({ name, version, main: 'index.js', exports }),
    [`${folder}/index.js`]: `exports.Client = class Client { static copy = ${JSON.stringify(copy)} };`,
    [`${folder}/index.mjs`]: `export class Client { static copy = ${JSON.stringify(copy)} }\nexport default Client;`,
  };
}

/** Files of a package that uses `openai`; with `own`, a copy of its own of that version. */
export function dependency(
  name: string,
  format: 'esm' | 'commonjs',
  own?: string,
): { readonly [path: string]: string } {
  const folder = `node_modules/${name}`;
  const source = format === 'esm' ? `export { Client } from 'openai';` : `exports.Client = require('openai').Client;`;
  return {
    [`${folder}/package.json`]: JSON.stringify({
      name,
      main: 'index.js',
      type: format === 'esm' ? 'module' : 'commonjs',
    }),
    [`${folder}/index.js`]: source,
    ...(own !== undefined && dualPackage(`${folder}/node_modules/openai`, `${name}'s`, own)),
  };
}
