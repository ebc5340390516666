import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, resolve } from 'node:path';

const FOLDER = 'dist/node';

/**
 * Writes what `import` of the package gives in Node.js: ES modules that hand on the CommonJS build. So a program has one
 * copy of the package however it is loaded, and an ES module program does not load each module by itself, which takes
 * ten times as long as `require`. Functions load their part when they are called.
 * @param {readonly string[]} entries that programs import
 */
export function writeNodeEntries(entries) {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const entry of entries) {
    const file = join(FOLDER, `${entry}.js`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, entryText(entry));
  }
}

function entryText(entry) {
  const path = `${posix.relative(posix.dirname(entry), '.') || '.'}/../cjs/${entry}.js`;
  const load = `process.getBuiltinModule('node:module').createRequire(import.meta.url)('${path}')`;
  const names = exportsOf(entry);
  if (names.length === 0) return `${load};\n`;
  const values = createRequire(import.meta.url)(resolve('dist/cjs', `${entry}.js`));
  return [`const built = ${load};\n`, ...names.map((name) => exportText(name, values[name]))].join('');
}

/** Names that the built entry exports; it is not loaded for them: `register` acts when it is. */
function exportsOf(entry) {
  const text = readFileSync(join('dist/cjs', `${entry}.js`), 'utf8');
  const [, list = ''] = /__export\(\w+, \{\n(.*?)\n\}\);/s.exec(text) ?? [];
  return [...list.matchAll(/^ {2}(\w+): \(\) =>/gm)].map(([, name]) => name);
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
