import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';
import { exportByValue, fromHolders, LAZY, lazily, readEntriesLate, withoutUnusedHelpers } from './lazy-imports.mjs';

/**
 * @typedef {object} Bundle how the CommonJS build of a package is put together
 * @property {readonly string[]} entries modules that are loaded from outside by their path
 * @property {Readonly<Record<string, readonly string[]>>} [parts] folders, and modules out of other folders, that make
 *   one file together, which may be an entry's; any other folder makes one of its own
 * @property {readonly string[]} [copied] small modules without state of their own: every file has those that it uses
 * @property {readonly string[]} [tables] modules that are tables of what others hold
 * @property {Readonly<Record<string, string>>} [values] by entry, a smaller one that has all that it exports and is no function
 * @property {readonly string[]} [leftOut] modules that run as ES modules only
 */

const SOURCE = 'src';
const BUILD = 'dist/cjs';
const TARGET = 'node20.19';

const common = {
  // ES modules are strict, and wrappers are functions without `arguments` of their own only where they are.
  banner: { js: "'use strict';" },
  bundle: true,
  platform: 'node',
  target: TARGET,
  format: 'cjs',
  conditions: ['@spanwright/cjs-source'],
  sourcemap: 'inline',
  sourcesContent: false,
  write: false,
  logLevel: 'warning',
  packages: 'external',
};

/**
 * Writes the CommonJS build of the package in the working directory: one file for each part, and one for each entry. A
 * file is loaded when something of it is first used, not when it is imported: what a program never uses costs it nothing.
 * @param {Bundle} bundle
 * @returns {Promise<ReadonlyMap<string, readonly string[]>>} the names that each entry exports
 */
export async function bundleCommonJs(bundle) {
  const layout = layoutOf(bundle);
  // Once to learn what files take from each other.
  for (const [output, names] of layout.outputs) await textOf(output, names, layout);
  const exported = new Map();
  const files = new Map();
  for (const [output, names] of layout.outputs) {
    const wanted = names.filter((name) => name === output || layout.wanted.has(name));
    if (wanted.length === 0) continue;
    const text = await textOf(output, wanted, layout);
    if (layout.entries.includes(output)) exported.set(output, namesIn(text));
    for (const [path, content] of await filesOf(output, text, layout)) files.set(path, content);
  }
  // All at once: a program that runs meanwhile misses no file.
  for (const [path, content] of files) writeFile(join(BUILD, path), content);
  removeOthers(BUILD, files);
  return exported;
}

/** Which modules make which file. */
function layoutOf({ entries, parts = {}, copied = [], tables = [], leftOut = [] }) {
  const outputs = new Map(entries.map((entry) => [entry, [entry]]));
  for (const module of sourceModules().filter((name) => ![...entries, ...copied, ...leftOut].includes(name))) {
    const part = partOf(module, parts);
    outputs.set(part, [...(outputs.get(part) ?? []), module]);
  }
  const fileOf = new Map([...outputs].flatMap(([output, names]) => names.map((name) => [name, output])));
  return { entries, copied, tables, outputs, fileOf, wanted: new Set() };
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

/** The text of one file, with what it takes from others as imports; the modules that hold that are noted as wanted. */
async function textOf(output, names, { entries, copied, fileOf, wanted }) {
  const exportOf = (name) =>
    `export *${entries.includes(name) ? '' : ` as ${JSON.stringify(name)}`} from './${name}.ts';`;
  const { outputFiles } = await build({
    ...common,
    absWorkingDir: process.cwd(),
    // An entry by itself may be one that acts when it is loaded and exports nothing.
    ...(names.length === 1 && entries.includes(output)
      ? { entryPoints: [`./${SOURCE}/${output}.ts`] }
      : {
          stdin: {
            contents: names.map(exportOf).join('\n'),
            resolveDir: resolve(SOURCE),
            sourcefile: `${output}.part.ts`,
          },
        }),
    outfile: join(BUILD, `${output}.js`),
    plugins: [separate({ output, copied, fileOf })],
  });
  const elsewhere = (module) => fileOf.has(module) && fileOf.get(module) !== output;
  const text = fromHolders(outputFiles[0].text, (module, name) => holderOf(module, name, elsewhere));
  for (const [, module] of text.matchAll(/require\("lazy:([^"]+)"\)/g)) wanted.add(module);
  return text;
}

/** The module that holds what another one only passes on; undefined where none does, or this file has it. */
function holderOf(module, name, elsewhere) {
  const lists = readFileSync(join(SOURCE, `${module}.ts`), 'utf8').matchAll(
    /^export \{([^}]*)\} from '(\.[^']+)\.ts';$/gm,
  );
  const [, , path] = [...lists].find(([, names]) => names.split(',').some((given) => given.trim() === name)) ?? [];
  if (path === undefined) return undefined;
  const holder = posix.join(posix.dirname(module), path);
  return holderOf(holder, name, elsewhere) ?? (elsewhere(holder) ? holder : undefined);
}

/** Leaves modules that belong to other files out. */
const separate = ({ output, copied, fileOf }) => ({
  name: 'separate',
  setup({ onResolve }) {
    onResolve({ filter: /^(\.|#platform$)/ }, ({ path, kind, resolveDir }) => {
      const target = path === '#platform' ? resolve(SOURCE, 'platform/cjs.ts') : resolve(resolveDir, path);
      const module = relative(SOURCE, target).replaceAll('\\', '/').replace(/\.ts$/, '');
      if (kind === 'entry-point' || fileOf.get(module) === output || copied.includes(module)) return { path: target };
      return { path: LAZY + module, external: true };
    });
  },
});

/** What is written for one output, by path: the script and its source map. Names of functions stay, for stacks. */
async function filesOf(output, text, { entries, tables, fileOf }) {
  const placeOf = (module) => {
    const file = fileOf.get(module);
    const path = posix.relative(posix.dirname(output), `${file}.js`);
    const required = `require(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)})`;
    return module === file ? required : `${required}[${JSON.stringify(module)}]`;
  };
  const lazy = withoutUnusedHelpers(exportByValue(readEntriesLate(lazily(text, placeOf), tables)));
  const path = `${output}.js`;
  const { code, map } = await transform(lazy, {
    minifyWhitespace: true,
    minifySyntax: true,
    target: TARGET,
    sourcemap: 'external',
    sourcesContent: false,
    sourcefile: basename(path),
  });
  // What Node.js's ES modules find the names of exports by, should one import this file; never run.
  const names = entries.includes(output) ? `0&&(module.exports={${namesIn(text).join()}});\n` : '';
  return [
    [path, `${code}${names}//# sourceMappingURL=${basename(path)}.map\n`],
    [`${path}.map`, map],
  ];
}

function writeFile(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Names that an entry exports. */
function namesIn(text) {
  const [, list = ''] = /^module\.exports = [^;]*;$/m.test(text)
    ? (/^__export\(\w+, \{\n(.*?)\n\}\);$/ms.exec(text) ?? [])
    : [];
  return [...list.matchAll(/^ {2}(\w+): \(\) =>/gm)].map(([, name]) => name);
}

/** Removes what earlier builds have left. */
function removeOthers(folder, files) {
  for (const path of readdirSync(folder, { recursive: true }).map((name) => name.replaceAll('\\', '/')))
    if (/\.js(\.map)?$/.test(path) && !files.has(path)) rmSync(join(folder, path));
}
