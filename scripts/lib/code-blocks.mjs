/**
 * @typedef {object} CodeBlock
 * @property {number} line where it starts in its file, from 1
 * @property {string} language the first word after the fence
 * @property {Readonly<Record<string, string>>} attributes the other words after the fence: `file=app.mjs`, `skip`
 * @property {string} text
 */

/** `file=app.mjs skip` → `{ file: 'app.mjs', skip: '' }` */
const attributesOf = (words) =>
  Object.fromEntries(
    words.map((word) => {
      const [key, value = ''] = word.split('=', 2);
      return [key, value];
    }),
  );

/**
 * The fenced code blocks of a Markdown text, in order.
 * @param {string} markdown
 * @returns {CodeBlock[]}
 */
export function codeBlocks(markdown) {
  const fences = markdown.matchAll(/^```(?<info>[^\n`]+)\n(?<text>.*?)^```$/gms);
  return [...fences].map(({ index, groups: { info, text } }) => {
    const [language, ...words] = info.trim().split(/\s+/);
    return { line: markdown.slice(0, index).split('\n').length, language, attributes: attributesOf(words), text };
  });
}

/**
 * The commands of a shell block, without prompts and comments.
 * @param {CodeBlock} block
 * @returns {string[]}
 */
export const commandsOf = ({ text }) =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#\s.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
