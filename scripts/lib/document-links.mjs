import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { readText, root } from './workspace.mjs';

/** As the places that show Markdown name a heading in an address. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const withoutCode = (markdown) => markdown.replaceAll(/^```.*?^```$/gms, '');

const headingsOf = (path) =>
  [...withoutCode(readText(path)).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));

/**
 * The links of a Markdown file that lead to no file or heading of the repository. Those that leave it are not followed.
 * @param {string} path from the root
 * @returns {string[]}
 */
export function brokenLinks(path) {
  const links = [
    ...withoutCode(readText(path)).matchAll(/\]\((?!https?:)(?<file>[^)#\s]*)(?:#(?<anchor>[^)\s]*))?\)/g),
  ];
  return links.flatMap(({ 0: link, groups: { file, anchor } }) => {
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(`${root}/${target}`)) return [`${path}: ${link.slice(1)} leads to no file`];
    const found = anchor === undefined || headingsOf(target).includes(anchor);
    return found ? [] : [`${path}: ${link.slice(1)} leads to no heading`];
  });
}
