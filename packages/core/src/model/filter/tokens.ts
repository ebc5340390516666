/** What a piece of a filter is. `name` is a word or something quoted by `` ` `` or `"`. */
export type TokenKind =
  | 'space'
  | 'comment'
  | 'string'
  | 'name'
  | 'integer'
  | 'number'
  | 'operator'
  | 'keyword'
  | 'punctuation';

/** One piece of a filter. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index of its first character. */
  readonly at: number;
}

// In the order in which they are tried. MLflow leaves this to sqlparse 0.6; so the same is one token here.
const RULES: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n]*|\/\*[\s\S]*?\*\//y],
  ['string', /'(?:''|\\'|[^'])*'/y],
  ['name', /"(?:""|\\"|[^"])*"|`(?:``|[^`])*`/y],
  // No comparison is made of these.
  ['punctuation', /-?0x[\da-f]+/iy],
  ['number', /-?\d+(?:\.\d+)?e-?\d+|-?(?:\d+\.\d*|\.\d+)(?![\w])/iy],
  ['integer', /-?\d+(?![\w])/y],
  ['operator', /[<>=~!]+|(?:not\s+)?(?:i|r)?like\b/iy],
  ['keyword', /not\s+null\b/iy],
  ['name', /[\p{L}\p{N}_][\p{L}\p{N}_$#]*/uy],
  ['punctuation', /[\s\S]/y],
];

// Words that SQL reserves, so that MLflow does not take them for keys: those that somebody might try.
const KEYWORDS = new Set(
  (
    'all and any asc between boolean by case comment count current date day desc domain else end exists false float ' +
    'from group hour in index input int integer is key language level limit max method min minute month not null ' +
    'offset or order output parameter result role scope second select session size source start string sum text then ' +
    'time timestamp true type user values version when where year'
  ).split(' '),
);

/** Cuts a filter into pieces. Never fails: what nothing else matches is punctuation. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at, tokens.at(-1)?.text === '.');
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(text: string, at: number, afterDot: boolean): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(text)?.[0];
    if (match === undefined) continue;
    const reserved =
      kind === 'name' && KEYWORDS.has(match.toLowerCase()) && !afterDot && text[at + match.length] !== '.';
    return { kind: reserved ? 'keyword' : kind, text: match, at };
  }
  return { kind: 'punctuation', text: text.charAt(at), at };
}
