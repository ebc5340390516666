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
 */
export function writeNodeEntries(entries) {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [entry, names] of entries) {
    const file = join(FOLDER, `${entry}.js`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, entryText(entry, names));
  }
}

function entryText(entry, names) {
  const path = `${posix.relative(posix.dirname(entry), '.') || '.'}/../cjs/${entry}.js`;
  const load = `process.getBuiltinModule('node:module').createRequire(import.meta.url)('${path}')`;
  if (names.length === 0) return `${CHECK}${load};\n`;
  // One that exports nothing acts when it is loaded.
  const values = createRequire(import.meta.url)(resolve('dist/cjs', `${entry}.js`));
  return [`${CHECK}const built = ${load};\n`, ...names.map((name) => exportText(name, values[name]))].join('');
}

function exportText(name, value) {
  return isPlainFunction(value)
    ? `export function ${name}(...args) {\n  return built.${name}(...args);\n}\n`
    : `export const ${name} = built.${name};\n`;
}

function isPlainFunction(value) {
  return (
    typeof value === 'function' &&
    !Function.prototype.toString.call(value).startsWith('class') &&
    Reflect.ownKeys(value).every((key) => ['name', 'length', 'prototype', 'arguments', 'caller'].includes(key))
  );
}
