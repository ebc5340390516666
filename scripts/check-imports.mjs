// Which package may import what (the table is the architecture: see ARCHITECTURE.md).
import { dirname, posix, relative } from 'node:path';
import { isBuiltin } from 'node:module';
import { parseSync } from 'oxc-parser';
import { importRules } from './import-rules.mjs';
import { report } from './lib/report.mjs';
import { readText, repositoryFiles } from './lib/workspace.mjs';

/** @typedef {{ specifier: string, typeOnly: boolean, dynamic: boolean }} Reference */

const literal = (text) => /^['"`](.*)['"`]$/s.exec(text)?.[1] ?? '';

/** @returns {Reference[]} */
function staticReferences(source, { staticImports, staticExports }) {
  const reExports = staticExports.filter(({ entries }) => entries.some((entry) => entry.moduleRequest));
  return [...staticImports, ...reExports].map((statement) => ({
    specifier: (statement.moduleRequest ?? statement.entries[0].moduleRequest).value,
    typeOnly: /^(import|export)\s+type\b/.test(source.slice(statement.start, statement.end)),
    dynamic: false,
  }));
}

/** @returns {Reference[]} */
function references(path, source) {
  const { module } = parseSync(path, source);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => literal(source.slice(start, end)));
  const required = [...source.matchAll(/\brequire\w*(?:\.resolve)?\(\s*(['"])([^'"]+)\1/g)].map((match) => match[2]);
  const late = [...dynamic, ...required].filter(Boolean);
  return [
    ...staticReferences(source, module),
    ...late.map((specifier) => ({ specifier, typeOnly: false, dynamic: true })),
  ];
}

const matches = (patterns, specifier) =>
  patterns.some((pattern) => specifier === pattern || specifier.startsWith(`${pattern}/`));

/** A static relative import stays in its folder; what is loaded late may be of the other build. */
const staysInside = (rule, path, { specifier, dynamic }) =>
  dynamic || !relative(rule.folder, posix.join(dirname(path), specifier)).startsWith('..');

const isListed = (rule, { specifier, typeOnly, dynamic }) =>
  matches([...rule.imports, ...((typeOnly && rule.types) || []), ...((dynamic && rule.lazily) || [])], specifier);

/** @param {Reference} reference */
function isAllowed(rule, path, reference) {
  const { specifier } = reference;
  if (specifier.startsWith('#')) return rule.platform === true;
  if (specifier.startsWith('.')) return staysInside(rule, path, reference);
  return isBuiltin(specifier) ? rule.builtins === true : isListed(rule, reference);
}

function checkFile(rule, path) {
  const source = readText(path);
  const wrong = references(path, source).filter((reference) => !isAllowed(rule, path, reference));
  const stars = [...source.matchAll(/^export \* from/gm)];
  return [
    ...wrong.map(({ specifier, typeOnly }) => `${path}: may not import ${typeOnly ? 'types of ' : ''}'${specifier}'`),
    ...stars.map(() => `${path}: re-export by name instead of 'export *'`),
    ...(rule.environment !== true && /\bprocess\.env\b/.test(source) ? [`${path}: reads the environment`] : []),
  ];
}

const files = repositoryFiles().filter((path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path));
const ruleOf = (path) => importRules.find(({ folder }) => path.startsWith(`${folder}/`));
const problems = files.flatMap((path) => {
  const rule = ruleOf(path);
  return rule ? checkFile(rule, path) : [`${path}: no rule for this folder in scripts/import-rules.mjs`];
});
report(problems, `imports of ${files.length} files`);
