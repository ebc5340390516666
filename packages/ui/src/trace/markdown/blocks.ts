import { inline, type Inline } from './inline.ts';

/** A block of Markdown. */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string; readonly language?: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start?: number; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'rule' };

type Cell = readonly Inline[];

interface Taken {
  readonly block: Block;
  /** Lines that it is made of. */
  readonly lines: number;
}

type Take = (lines: readonly string[], depth: number) => Taken | undefined;

const DEEPEST = 20;
const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^( {0,3})([-*+]|(\d{1,9})[.)])(\s+|$)/;
const QUOTE = /^ {0,3}>\s?/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

const BLOCKS: readonly Take[] = [fence, heading, rule, quote, list, table, paragraph];

/** Reads Markdown as models write it: CommonMark's common part, tables and strikethrough. HTML stays text. */
export function blocks(text: string): readonly Block[] {
  return read(text.replaceAll('\r\n', '\n').split('\n'), 0);
}

function read(lines: readonly string[], depth: number): readonly Block[] {
  const found: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (lines[at]?.trim() === '') {
      at += 1;
      continue;
    }
    const rest = lines.slice(at);
    const taken = depth > DEEPEST ? paragraph(rest) : firstOf(rest, depth);
    found.push(taken.block);
    at += taken.lines;
  }
  return found;
}

function firstOf(lines: readonly string[], depth: number): Taken {
  for (const take of BLOCKS) {
    const taken = take(lines, depth);
    if (taken) return taken;
  }
  return paragraph(lines);
}

function fence(lines: readonly string[]): Taken | undefined {
  const [, mark, language] = FENCE.exec(lines[0] ?? '') ?? [];
  if (mark === undefined) return undefined;
  const end = lines.findIndex((line, index) => index > 0 && line.trim().startsWith(mark));
  const last = end < 0 ? lines.length : end;
  const text = lines.slice(1, last).join('\n');
  return { block: { kind: 'code', text, ...(language && { language }) }, lines: Math.min(last + 1, lines.length) };
}

function heading(lines: readonly string[]): Taken | undefined {
  const [, marks, text = ''] = HEADING.exec(lines[0] ?? '') ?? [];
  return marks === undefined
    ? undefined
    : { block: { kind: 'heading', level: marks.length, children: inline(text) }, lines: 1 };
}

function rule(lines: readonly string[]): Taken | undefined {
  return RULE.test(lines[0] ?? '') ? { block: { kind: 'rule' }, lines: 1 } : undefined;
}

function quote(lines: readonly string[], depth: number): Taken | undefined {
  const count = countWhile(lines, (line) => QUOTE.test(line));
  if (count === 0) return undefined;
  const inner = lines.slice(0, count).map((line) => line.replace(QUOTE, ''));
  return { block: { kind: 'quote', blocks: read(inner, depth + 1) }, lines: count };
}

function list(lines: readonly string[], depth: number): Taken | undefined {
  const first = ITEM.exec(lines[0] ?? '');
  if (!first) return undefined;
  const ordered = first[3] !== undefined;
  const items: (readonly Block[])[] = [];
  let at = 0;
  for (let item = itemAt(lines, at, ordered); item; item = itemAt(lines, at, ordered)) {
    items.push(read(item.lines, depth + 1));
    at += item.taken;
  }
  return { block: { kind: 'list', ...(ordered && { start: Number(first[3]) }), items }, lines: at };
}

function itemAt(
  lines: readonly string[],
  from: number,
  ordered: boolean,
): { readonly lines: readonly string[]; readonly taken: number } | undefined {
  const match = ITEM.exec(lines[from] ?? '');
  if (!match || (match[3] !== undefined) !== ordered || RULE.test(lines[from] ?? '')) return undefined;
  const indent = match[0].length;
  const rest = lines.slice(from + 1);
  const taken = countWhile(rest, (line, index) => belongs(line, rest[index + 1], indent));
  const inner = rest.slice(0, taken).map((line) => line.slice(Math.min(indent, line.search(/\S|$/))));
  return { lines: [(lines[from] ?? '').slice(indent), ...inner], taken: taken + 1 };
}

/** Whether a line continues an item: it is indented, or empty before one that is, or goes on with a paragraph. */
function belongs(line: string, next: string | undefined, indent: number): boolean {
  const isIndented = (text: string): boolean => /^\s/.test(text) && text.search(/\S/) >= Math.min(indent, 2);
  if (line.trim() === '') return next !== undefined && isIndented(next);
  return (
    isIndented(line) ||
    !(ITEM.test(line) || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line))
  );
}

function table(lines: readonly string[]): Taken | undefined {
  const [head = '', marks = ''] = lines;
  if (!head.includes('|') || !TABLE_RULE.test(marks) || !marks.includes('-')) return undefined;
  const count = countWhile(lines.slice(2), (line) => line.includes('|'));
  const rows = lines.slice(2, 2 + count).map(cells);
  return { block: { kind: 'table', head: cells(head), rows }, lines: 2 + count };
}

function cells(line: string): readonly Cell[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => inline(cell.trim()));
}

function paragraph(lines: readonly string[]): Taken {
  const starts = (line: string, index: number): boolean =>
    index > 0 && (line.trim() === '' || FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || ITEM.test(line));
  const count = countWhile(lines, (line, index) => !starts(line, index));
  const text = lines
    .slice(0, count)
    .map((line) => line.replace(/^\s+/, ''))
    .join('\n');
  return { block: { kind: 'paragraph', children: inline(text) }, lines: count };
}

function countWhile(lines: readonly string[], holds: (line: string, index: number) => boolean): number {
  const end = lines.findIndex((line, index) => !holds(line, index));
  return end < 0 ? lines.length : end;
}
