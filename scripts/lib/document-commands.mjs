import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, readText, root } from './workspace.mjs';

/**
 * The scripts (`npm run NAME`) and programs (`node PATH`) that a Markdown file tells to run and that are not there.
 * What a build makes is taken for granted.
 * @param {string} path from the root
 * @returns {string[]}
 */
export function missingCommands(path) {
  const text = readText(path);
  const { scripts } = readJson('package.json');
  const named = [...text.matchAll(/\bnpm run (?<script>[\w:-]+)\b(?! -w)/g)].map(({ groups }) => groups.script);
  const programs = [...text.matchAll(/\bnode (?<file>(?:[\w.-]+\/)+[\w.-]+\.m?js)\b/g)].map(
    ({ groups }) => groups.file,
  );
  return [
    ...named.filter((name) => !(name in scripts)).map((name) => `${path}: package.json has no script '${name}'`),
    ...programs
      .filter((file) => !/(?:^|\/)(?:dist|\.\.)\//.test(file) && !existsSync(join(root, file)))
      .map((file) => `${path}: there is no program ${file}`),
  ];
}
