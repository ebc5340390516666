// How long the source files are, in lines of code: blank lines and comments do not count, as in the linter's max-lines.
import { parseSync } from 'oxc-parser';
import { report } from './lib/report.mjs';
import { readText, repositoryFiles } from './lib/workspace.mjs';

const MAX_LINES = 200;
const MAX_MEDIAN = 60;

function codeLines(path) {
  const source = readText(path);
  const withoutComments = parseSync(path, source).comments.reduce(
    (text, { start, end }) => text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end),
    source,
  );
  return withoutComments.split('\n').filter((line) => line.trim() !== '').length;
}

const sources = repositoryFiles().filter(
  (path) => /^(packages\/[^/]+\/src|fixtures|scripts)\/.*\.(tsx?|mjs)$/.test(path) && !/\/(test|versions)\//.test(path),
);
const sizes = sources.map((path) => ({ path, lines: codeLines(path) })).sort((a, b) => b.lines - a.lines);
const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;

for (const { path, lines } of sizes.slice(0, 10)) console.log(String(lines).padStart(5), path);
console.log(String(median).padStart(5), `median of ${sizes.length} files`);

const tooLong = sizes.filter(({ lines }) => lines > MAX_LINES);
report(
  [
    ...tooLong.map(({ path, lines }) => `${path}: ${lines} lines of code, at most ${MAX_LINES}`),
    ...(median > MAX_MEDIAN ? [`the median is ${median} lines of code, at most ${MAX_MEDIAN}`] : []),
  ],
  `length of ${sizes.length} files`,
);
