import { readFileSync, rmSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * @typedef {object} Bundle how the CommonJS build of a package is put together
 * @property {readonly string[]} entries modules that are loaded from outside by their path
 * @property {Readonly<Record<string, readonly string[]>>} [parts] folders, and modules out of other folders, that make
 *   one file together; any other folder makes one of its own
 * @property {readonly string[]} [leftOut] modules that run as ES modules only
 */

const SOURCE = 'src';
const BUILD = 'dist/cjs';
const LAZY = 'lazy:';

const common = {
  // ES modules are strict, and wrappers are functions without `arguments` of their own only where they are.
  banner: { js: "'use strict';" },
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  conditions: ['@spanwright/cjs-source'],
  sourcemap: 'linked',
  logLevel: 'warning',
  packages: 'external',
};

/**
 * Writes the CommonJS build of the package in the working directory: one file for each part, and one for each entry. A
 * file is loaded when something of it is first used, not when it is imported: what a program never uses costs it nothing.
 * @param {Bundle} bundle
 */
export async function bundleCommonJs({ entries, parts = {}, leftOut = [] }) {
  const modules = sourceModules().filter((module) => !leftOut.includes(module));
  const outputs = new Map(entries.map((entry) => [entry, [entry]]));
  for (const module of modules.filter((name) => !entries.includes(name))) {
    const part = partOf(module, parts);
    outputs.set(part, [...(outputs.get(part) ?? []), module]);
  }
  const fileOf = new Map([...outputs].flatMap(([output, names]) => names.map((name) => [name, output])));
  removeScripts(BUILD);
  for (const [output, names] of outputs) await buildOutput(output, names, { entries, fileOf });
}

/** Modules of the package without extension, as `span/live-span`; of the platform files the one for CommonJS. */
function sourceModules() {
  return readdirSync(SOURCE, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && path !== 'platform/esm.ts')
    .map((path) => path.slice(0, -'.ts'.length));
}

function partOf(module, parts) {
  const folder = posix.dirname(module);
  const holds = (name) => Object.entries(parts).find(([, members]) => members.includes(name));
  const [named] = holds(module) ?? holds(folder) ?? [folder === '.' ? 'main' : folder];
  return named.replaceAll('/', '-');
}

async function buildOutput(output, names, { entries, fileOf }) {
  const isEntry = entries.includes(output);
  const outfile = join(BUILD, `${output}.js`);
  await build({
    ...common,
    absWorkingDir: process.cwd(),
    ...(isEntry
      ? { entryPoints: [`./${SOURCE}/${output}.ts`] }
      : {
          stdin: { contents: names.map(exportOf).join('\n'), resolveDir: resolve(SOURCE), sourcefile: `${output}.ts` },
        }),
    outfile,
    plugins: [separate({ output, fileOf })],
  });
  const placeOf = (module) => {
    const file = fileOf.get(module);
    const path = posix.relative(posix.dirname(output), `${file}.js`);
    const required = `require(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)})`;
    return entries.includes(file) ? required : `${required}[${JSON.stringify(module)}]`;
  };
  writeFileSync(outfile, lazily(readFileSync(outfile, 'utf8'), placeOf));
}

const exportOf = (module) => `export * as ${JSON.stringify(module)} from './${module}.ts';`;

/** Leaves modules that belong to other files out. */
const separate = ({ output, fileOf }) => ({
  name: 'separate',
  setup({ onResolve }) {
    onResolve({ filter: /^(\.|#platform$)/ }, ({ path, kind, resolveDir }) => {
      const target = path === '#platform' ? resolve(SOURCE, 'platform/cjs.ts') : resolve(resolveDir, path);
      const module = relative(SOURCE, target).replaceAll('\\', '/').replace(/\.ts$/, '');
      if (kind === 'entry-point' || fileOf.get(module) === output) return { path: target };
      return { path: LAZY + module, external: true };
    });
  },
});

/**
 * esbuild loads what was left out at the top and reads each export where it is used, as `import_x.name`: here that
 * becomes `(import_x()).name`, which loads it then. The brackets are for `new`.
 */
function lazily(text, placeOf) {
  const names = new Set();
  const declared = text
    .replaceAll(/^var (import_\w+) = require\("lazy:([^"]+)"\);$/gm, (_line, name, module) => {
      names.add(name);
      return `var ${name}_, ${name} = () => ${name}_ ??= ${placeOf(module)};`;
    })
    // Modules of which an `import()` takes part set these later.
    .replaceAll(/^(\s+)(import_\w+) = require\("lazy:([^"]+)"\);$/gm, (_line, indent, name, module) => {
      names.add(name);
      return `${indent}${name} = () => ${placeOf(module)};`;
    })
    // `import * as` is rare, and used as a value.
    .replaceAll(/__toESM\(require\("lazy:([^"]+)"\)\)/g, (_call, module) => {
      return `new Proxy({}, { get: (_, name) => ${placeOf(module)}[name] })`;
    });
  const used = declared.replaceAll(/\b(import_\w+)\.(?=[\w$])/g, (whole, name) =>
    names.has(name) ? `(${name}()).` : whole,
  );
  if (used.includes(LAZY)) throw new Error(`an import was not made lazy: ${/.*lazy:.*/.exec(used)?.[0]}`);
  return used;
}

function removeScripts(folder) {
  for (const path of readdirSync(folder, { recursive: true }))
    if (/\.js(\.map)?$/.test(path)) rmSync(join(folder, path));
}
