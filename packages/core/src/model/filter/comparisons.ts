import { filterError } from './filter-error.ts';
import { type Token, tokenize } from './tokens.ts';

/** One side of a comparison: a key, a text, a number, a list in parentheses, or NULL. */
export interface Operand {
  readonly kind: 'identifier' | 'string' | 'integer' | 'number' | 'list' | 'keyword';
  /** As it stands in the filter. */
  readonly text: string;
  /** Index of its first character. */
  readonly at: number;
}

/** A comparison as it is written, its meaning not looked at yet. */
export interface Comparison {
  readonly left: Operand;
  /** In upper case; words separated by one space. */
  readonly comparator: string;
  /** Where the comparator stands. */
  readonly at: number;
  /** Missing after IS [NOT] NULL. */
  readonly right?: Operand;
}

type Item = Operand | Token;

/** Cuts a filter into its comparisons. What stands between them must be AND or nothing. */
export function readComparisons(filter: string): readonly Comparison[] {
  if (filter === '') return [];
  if (filter.trim() === '')
    throw filterError(`Invalid filter '${filter}'. Could not be parsed.`, { at: 0, expected: 'a condition' });
  const items = operands(tokenize(filter));
  checkSingle(filter, items);
  const { comparisons, strangers } = group(items);
  const [first] = strangers;
  if (first) {
    const list = strangers.map(({ text }) => `'${text}'`).join(', ');
    const expected = expectedInstead(first);
    throw filterError(`Invalid clause(s) in filter string: ${list}`, { at: first.at, expected });
  }
  return comparisons;
}

function checkSingle(filter: string, items: readonly Item[]): void {
  const end = items.findIndex(({ text }) => text === ';');
  const next = items[end + 1];
  if (end === -1 || !next) return;
  const quote = filter.includes("'") && !filter.includes('"') ? '"' : "'";
  const message = `Search filter contained multiple expression ${quote}${filter}${quote}. Provide AND-ed expression list.`;
  throw filterError(message, { at: items[end]?.at ?? 0, expected: 'AND' });
}

function expectedInstead({ kind, text }: Item): string {
  if (text.toUpperCase() === 'OR' || text === ';') return 'AND';
  if (kind === 'identifier') return 'a comparison such as = or LIKE behind the key, and a value';
  return "conditions such as status = 'OK', joined by AND";
}

// Names joined by dots become one identifier, a pair of parentheses with what is inside one list.
function operands(tokens: readonly Token[]): readonly Item[] {
  const items: Item[] = [];
  for (let i = 0; i < tokens.length;) {
    const end = tokens[i]?.text === '(' ? closing(tokens, i) : identifierEnd(tokens, i);
    const [first] = tokens.slice(i, end);
    const text = joined(tokens.slice(i, end));
    if (first && first.kind !== 'space') items.push({ kind: kindOf(first, end - i), text, at: first.at });
    i = end;
  }
  return items;
}

function kindOf({ kind, text }: Token, length: number): Item['kind'] {
  if (kind === 'name') return 'identifier';
  return text === '(' && length > 1 ? 'list' : kind;
}

function identifierEnd(tokens: readonly Token[], start: number): number {
  let end = start + 1;
  if (tokens[start]?.kind !== 'name') return end;
  while (tokens[end]?.text === '.') end += isPart(tokens[end + 1]) ? 2 : 1;
  return end;
}

function isPart(token: Token | undefined): boolean {
  return token?.kind === 'name' || token?.kind === 'string';
}

function closing(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    if (tokens[i]?.text === '(') depth++;
    if (tokens[i]?.text === ')' && --depth === 0) return i + 1;
  }
  return start + 1;
}

function joined(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

interface Grouped {
  readonly comparisons: readonly Comparison[];
  readonly strangers: readonly Item[];
}

function group(items: readonly Item[]): Grouped {
  const comparisons: Comparison[] = [];
  const strangers: Item[] = [];
  for (let i = 0; i < items.length;) {
    const [length, comparison] = comparisonAt(items.slice(i, i + 4)) ?? [1, undefined];
    const item = items[i];
    if (comparison) comparisons.push(comparison);
    else if (item && item.text.toUpperCase() !== 'AND') strangers.push(item);
    i += length;
  }
  return { comparisons, strangers };
}

type Found = readonly [length: number, comparison: Comparison];

function comparisonAt(items: readonly Item[]): Found | undefined {
  const [left, second, third] = items;
  if (!left || !second || !third || !isLeft(left)) return undefined;
  if (second.kind !== 'operator')
    return left.kind === 'identifier' ? comparisonByWords(left, items.slice(1)) : undefined;
  if (!isRight(third) || !suits(left, second, third)) return undefined;
  return [3, { left, comparator: spaced(second.text), at: second.at, right: third }];
}

function comparisonByWords(left: Operand, [second, third, fourth]: readonly Item[]): Found | undefined {
  const words = [second, third]
    .map((item) => (item?.kind === 'keyword' ? spaced(item.text) : ''))
    .join(' ')
    .trim();
  const comparison = { left, comparator: words, at: second?.at ?? 0 };
  if (words === 'IS NULL' || words === 'IS NOT NULL') return [3, comparison];
  if (words === 'IN' && isList(third)) return [3, { ...comparison, right: third }];
  if (words === 'NOT IN' && isList(fourth)) return [4, { ...comparison, right: fourth }];
  return undefined;
}

function isLeft(item: Item): item is Operand {
  return item.kind === 'identifier' || item.kind === 'string' || isNumber(item) || item.text === 'timestamp';
}

function isRight(item: Item): item is Operand {
  return ['identifier', 'string', 'list'].includes(item.kind) || isNumber(item) || item.text.toUpperCase() === 'NULL';
}

// MLflow takes the bare word `timestamp`, which SQL reserves, only in comparisons with whole numbers.
function suits(left: Item, operator: Item, right: Item): boolean {
  if (left.kind !== 'keyword') return true;
  return right.kind === 'integer' && ['=', '!=', '>', '>=', '<', '<='].includes(operator.text);
}

function isList(item: Item | undefined): item is Operand {
  return item?.kind === 'list';
}

function isNumber({ kind }: Item): boolean {
  return kind === 'integer' || kind === 'number';
}

function spaced(comparator: string): string {
  return comparator.toUpperCase().replace(/\s+/g, ' ');
}
