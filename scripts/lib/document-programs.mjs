import { codeBlocks } from './code-blocks.mjs';
import { readText } from './workspace.mjs';

const languages = ['ts', 'js'];

/**
 * The programs that the code blocks of a Markdown file make: a block that imports begins one, others go on with it. Each
 * line stands where it stands in the file, so that what a compiler says of it holds for the file.
 * @param {string} path from the root
 * @returns {string[]}
 */
export function documentPrograms(path) {
  const programs = [];
  for (const { language, line, text } of codeBlocks(readText(path))) {
    if (!languages.includes(language)) continue;
    if (programs.length === 0 || /^import /m.test(text)) programs.push([]);
    const program = programs.at(-1);
    while (program.length < line) program.push('');
    program.push(...text.split('\n'));
  }
  // A block without imports is a module as well, whose names are its own.
  return programs.map((lines) => [...lines, 'export {};', ''].join('\n'));
}
