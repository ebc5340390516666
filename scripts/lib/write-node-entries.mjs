import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, resolve } from 'node:path';

const FOLDER = 'dist/node';

/** In older versions, and in other runtimes that lack it, the first use would fail without a word about versions. */
const CHECK = `if (!process.getBuiltinModule)
  throw new Error(\`Spanwright needs process.getBuiltinModule, which Node.js 20.19 and later have; this is \${process.version}.\`);
`;

/**
 * Writes what `import` of the package gives in Node.js: ES modules that hand on the CommonJS build. So a program has one
 * copy of the package however it is loaded, and an ES module program does not load each module by itself, which takes
 * ten times as long as `require`. Functions load their part when they are called.
 * @param {ReadonlyMap<string, readonly string[]>} entries that programs import, with the names that each exports
 * @param {Readonly<Record<string, string>>} values by entry, the entry that has those of its exports that are no functions
 */
export function writeNodeEntries(entries, values = {}) {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [entry, names] of entries) {
    const file = join(FOLDER, `${entry}.js`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, entryText(entry, names, values[entry] ?? entry));
  }
}

function entryText(entry, names, valuesEntry) {
  const fileOf = (name) => `${posix.relative(posix.dirname(entry), '.') || '.'}/../cjs/${name}.js`;
  const require = `process.getBuiltinModule('node:module').createRequire(import.meta.url)`;
  // One that exports nothing acts when it is loaded.
  if (names.length === 0) return `${CHECK}${require}('${fileOf(entry)}');\n`;
  const built = createRequire(import.meta.url)(resolve('dist/cjs', `${entry}.js`));
  const functions = names.filter((name) => isPlainFunction(built[name]));
  const values = names.filter((name) => !functions.includes(name));
  return [
    CHECK,
    `const require = ${require};\n`,
    `let loaded;\nconst built = () => (loaded ??= require('${fileOf(entry)}'));\n`,
    values.length > 0 ? `export const { ${values.join(', ')} } = require('${fileOf(valuesEntry)}');\n` : '',
    ...functions.map((name) => `export function ${name}(...args) {\n  return built().${name}(...args);\n}\n`),
  ].join('');
}

function isPlainFunction(value) {
  return (
    typeof value === 'function' &&
    !Function.prototype.toString.call(value).startsWith('class') &&
    Reflect.ownKeys(value).every((key) => ['name', 'length', 'prototype', 'arguments', 'caller'].includes(key))
  );
}
