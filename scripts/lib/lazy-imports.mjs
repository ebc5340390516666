/** What esbuild wrote, changed so that a file is loaded when something of it is first used. Lines stay where they are. */

/** Begins the specifier of an import that another file of the same package holds. */
export const LAZY = 'lazy:';

const IMPORT = /\bvar (import_\w+) = require\("lazy:([^"]+)"\);/g;

/**
 * What a module takes by way of another that only passes it on, it takes from where it is: every getter in between would
 * cost time at every use.
 * @param {string} text
 * @param {(module: string, name: string) => string | undefined} holderOf
 */
export function fromHolders(text, holderOf) {
  return [...text.matchAll(IMPORT)].reduce((rest, [statement, variable, module]) => {
    const holders = new Map();
    const used = rest.replaceAll(new RegExp(`\\b${variable}\\.([\\w$]+)`, 'g'), (use, name) => {
      const holder = holderOf(module, name);
      if (holder === undefined) return use;
      if (!holders.has(holder)) holders.set(holder, `${variable}_${holders.size + 1}`);
      return `${holders.get(holder)}.${name}`;
    });
    const statements = [...holders].map(([holder, name]) => `var ${name} = require("${LAZY}${holder}");`);
    if (used.includes(`${variable}.`)) statements.unshift(statement);
    return used.replace(statement, statements.join(' '));
  }, text);
}

/**
 * esbuild loads what was left out at the top and reads each export where it is used, as `import_x.name`: here that
 * becomes `(import_x()).name`, which loads it then. The brackets are for `new`. Packages are loaded so too.
 * @param {string} text
 * @param {(module: string) => string} placeOf the expression that gives a module's exports
 */
export function lazily(text, placeOf) {
  const names = new Map();
  const first = new Map();
  const declare = (name, target, expression) => {
    names.set(name, first.get(target) ?? name);
    if (first.has(target)) return '';
    first.set(target, name);
    return `var ${name}_, ${name} = () => ${name}_ ??= ${expression};`;
  };
  const declared = text
    .replaceAll(IMPORT, (_statement, name, module) => declare(name, LAZY + module, placeOf(module)))
    .replaceAll(/^var (import_\w+) = ((?:__toESM\()?require\("([^":]+)"\)(?:(?:, 1)?\))?);$/gm, (_line, name, load) =>
      declare(name, load, load),
    )
    // Modules of which an `import()` takes part set these later.
    .replaceAll(/^(\s+)(import_\w+) = require\("lazy:([^"]+)"\);$/gm, (_line, indent, name, module) => {
      names.set(name, name);
      return `${indent}${name} = () => ${placeOf(module)};`;
    })
    // `import * as` is rare, and used as a value.
    .replaceAll(/__toESM\(require\("lazy:([^"]+)"\)\)/g, (_call, module) => {
      return `new Proxy({}, { get: (_, name) => ${placeOf(module)}[name] })`;
    });
  const used = declared.replaceAll(/\b(import_\w+)\.(?=[\w$])/g, (whole, name) =>
    names.has(name) ? `(${names.get(name)}()).` : whole,
  );
  if (used.includes(LAZY)) throw new Error(`an import was not made lazy: ${/.*lazy:.*/.exec(used)?.[0]}`);
  return used;
}

/**
 * In modules that are tables of what others hold, an entry becomes a getter: `'A.B#m': (import_x()).y` loads `x` when
 * that entry is looked up, not when the table is made.
 * @param {string} text
 * @param {readonly string[]} tables names of such modules
 */
export function readEntriesLate(text, tables) {
  const [head = '', ...segments] = text.split(/^(?=\/\/ src\/\S+\.ts$)/m);
  const isTable = (segment) => tables.some((name) => segment.startsWith(`// src/${name}.ts\n`));
  const entry = /^(\s+)("[^"]+"|\w+|\[[^\]]+\]): ((?:\(import_\w+\(\)\)|[a-z]\w*_exports)(?:\.\w+)+)(,?)$/gm;
  const late = (segment) => segment.replaceAll(entry, '$1get $2() { return $3; }$4');
  return [head, ...segments.map((segment) => (isTable(segment) ? late(segment) : segment))].join('');
}

/**
 * Tables of exports become object literals at the end of the file, where there is a value for what the file itself holds:
 * that is read faster than what a function gives. What another file holds stays a getter, which loads it then.
 */
export function exportByValue(text) {
  const [, whole] = /^module\.exports = __toCommonJS\((\w+)\);$/m.exec(text) ?? [];
  const tables = new Map();
  const rest = text
    .replaceAll(/^var (\w+) = \{\};\n__export\(\1, \{\n(.*?)\n\}\);$/gms, (statement, name, list) => {
      const entries = list.replaceAll(/^ {2}(\w+|"[^"]+"): \(\) => (.*?)(,?)$/gm, (_line, key, value, comma) =>
        /^[\w$]+$/.test(value) ? `  ${key}: ${value}${comma}` : `  get ${key}() { return ${value}; }${comma}`,
      );
      tables.set(name, `var ${name} = {\n${entries}\n};`);
      return statement.replaceAll(/[^\n]/g, '');
    })
    .replace(`module.exports = __toCommonJS(${whole});`, '');
  const { [whole]: own, ...others } = Object.fromEntries(tables);
  const exported = whole && `module.exports = Object.defineProperty(${whole}, "__esModule", { value: true });`;
  // The table of the whole file holds the others.
  return [rest, ...Object.values(others), own, exported].filter((part) => part !== undefined).join('\n');
}

/** Leaves out those of esbuild's helpers that nothing uses any more. */
export function withoutUnusedHelpers(text) {
  const helper = /^var (__\w+) = (?:.*;$|.*\{\n(?: .*\n)*?\};?$|.*\n(?: .*\n)*?\);$)/gm;
  const kept = text.replaceAll(helper, (whole, name) =>
    text.match(new RegExp(`\\b${name}\\b`, 'g')).length > 1 ? whole : whole.replaceAll(/[^\n]/g, ''),
  );
  return kept === text ? text : withoutUnusedHelpers(kept);
}
