// What no linter sees: texts that have no place in the repository, and what every published package must carry.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './lib/report.mjs';
import { publishedPackages, readJson, readText, repositoryFiles, root } from './lib/workspace.mjs';

const MAX_FILE_BYTES = 1024 * 1024;

const binary = /\.(db|png|ico|gz|tgz|woff2?)$/;

/** The patterns are written so that they do not match themselves. */
const forbiddenTexts = [
  {
    what: 'a package registry host',
    pattern: /\bregistry\.(npmjs|yarnpkg|npmmirror)\.|\b(pypi|pythonhosted)\.org\b|\bproxy\.golang\./,
  },
  { what: 'an absolute path of one machine', pattern: /(?<![\w.$}])\/(work|root|home|Users)\/\w/ },
  { what: 'a path in the system’s temporary folder', pattern: /(?<![\w.$}])\/tmp\/\w/ },
  { what: 'an issue number', pattern: /\bissue [#]\d/i },
  { what: 'a download address', pattern: /"resolved": "https?:/ },
  { what: 'a merge conflict', pattern: /^(<{7}|>{7}) /m },
];

function lineOf(text, index) {
  return text.slice(0, index).split('\n').length;
}

function checkText(path) {
  if (binary.test(path)) return [];
  const text = readText(path);
  return forbiddenTexts.flatMap(({ what, pattern }) => {
    const match = pattern.exec(text);
    return match ? [`${path}:${lineOf(text, match.index)}: names ${what}: ${match[0]}`] : [];
  });
}

function checkSize(path) {
  const { size } = statSync(join(root, path));
  return size > MAX_FILE_BYTES ? [`${path}: ${size} bytes, at most ${MAX_FILE_BYTES} are kept in the repository`] : [];
}

const requiredFields = ['name', 'version', 'description', 'license', 'type', 'engines', 'files', 'exports'];
const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

function checkPins(folder, manifest) {
  const pinned = { ...manifest.dependencies, ...manifest.devDependencies };
  return Object.entries(pinned)
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${folder}/package.json: ${name} is '${version}', pin it exactly`);
}

function checkPackage({ folder, manifest }) {
  const missing = ['README.md', 'LICENSE'].filter((file) => !existsSync(join(root, folder, file)));
  const license = missing.includes('LICENSE') || readText(`${folder}/LICENSE`) === readText('LICENSE');
  return [
    ...missing.map((file) => `${folder}: has no ${file}`),
    ...(license ? [] : [`${folder}/LICENSE: differs from the LICENSE of the repository`]),
    ...requiredFields
      .filter((field) => !(field in manifest))
      .map((field) => `${folder}/package.json: has no '${field}'`),
    ...checkPins(folder, manifest),
  ];
}

function checkFixedGroup(published) {
  const group = readJson('.changeset/config.json').fixed.flat();
  return published
    .filter(({ manifest }) => !group.includes(manifest.name))
    .map(({ manifest }) => `.changeset/config.json: ${manifest.name} is not in the fixed group`);
}

const files = repositoryFiles();
const published = publishedPackages();
const problems = [
  ...files.flatMap((path) => [...checkText(path), ...checkSize(path)]),
  ...published.flatMap(checkPackage),
  ...checkPins('.', readJson('package.json')),
  ...checkFixedGroup(published),
];
report(problems, `${files.length} files and ${published.length} published packages`);
