const IDENTIFIER = /[\p{ID_Continue}$]+/uy;
const WORD = /[\p{ID_Continue}$]/u;
const AFTER_VALUE = /[\p{ID_Continue}$)\]}'"`]/u;

/** Finds the end of a token by its first character; undefined where that character stands for itself. */
type FindEnd = (source: string, at: number, before: string) => number | undefined;

const ENDS: Readonly<Record<string, FindEnd>> = {
  '"': (source, at) => endOfQuoted(source, at, '"'),
  "'": (source, at) => endOfQuoted(source, at, "'"),
  '`': endOfTemplate,
  '/': endOfSlash,
  '(': (source, at) => endOfGroup(source, at, ')'),
  '[': (source, at) => endOfGroup(source, at, ']'),
  '{': (source, at) => endOfGroup(source, at, '}'),
  '=': (source, at) => (source[at + 1] === '>' ? at + 2 : undefined),
  '.': (source, at) => (source.startsWith('...', at) ? at + 3 : undefined),
};

/**
 * Index behind the token of JavaScript source that begins at `at`. A string, template, comment, regular expression or
 * bracketed group is one token.
 * @param before the last character of the token before: tells a division from a regular expression
 * @throws SyntaxError for a token that does not end.
 */
function endOfToken(source: string, at: number, before: string): number {
  const char = source.charAt(at);
  const end = ENDS[char]?.(source, at, before);
  if (end !== undefined) return end;
  IDENTIFIER.lastIndex = at;
  return IDENTIFIER.test(source) ? IDENTIFIER.lastIndex : at + 1;
}

/** The tokens of source text in order, white space and comments left out. */
export function* tokensOf(source: string): Generator<string> {
  let before = '';
  for (let at = 0; at < source.length;) {
    const end = endOfToken(source, at, before);
    const token = source.slice(at, end);
    at = end;
    if (token.trim() === '' || token.startsWith('//') || token.startsWith('/*')) continue;
    yield token;
    before = token.at(-1) ?? '';
  }
}

/** Parts of source text between separators that stand in no bracket; comments are left out. An empty text has none. */
export function splitTopLevel(source: string, separator: string): readonly string[] {
  const parts: string[][] = [[]];
  for (const token of tokensOf(source)) {
    if (token === separator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  // A comma behind the last part is no separator.
  if (parts.at(-1)?.length === 0) parts.pop();
  return parts.map((tokens) => tokens.reduce(join, ''));
}

/** As written without white space, but for that between two words. */
function join(text: string, token: string): string {
  return WORD.test(text.slice(-1)) && WORD.test(token.charAt(0)) ? `${text} ${token}` : text + token;
}

function endOfQuoted(source: string, at: number, quote: string): number {
  for (let index = at + 1; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1;
    else if (source[index] === quote) return index + 1;
  }
  throw unfinished();
}

function endOfTemplate(source: string, at: number): number {
  for (let index = at + 1; index < source.length; index += 1) {
    if (source[index] === '\\') index += 1;
    else if (source[index] === '`') return index + 1;
    else if (source.startsWith('${', index)) index = endOfGroup(source, index + 1, '}') - 1;
  }
  throw unfinished();
}

/** A comment, a regular expression, or a division. */
function endOfSlash(source: string, at: number, before: string): number | undefined {
  if (source[at + 1] === '/') return indexAfter(source, '\n', at, source.length);
  if (source[at + 1] === '*') return indexAfter(source, '*/', at + 2);
  return AFTER_VALUE.test(before) ? undefined : endOfRegExp(source, at);
}

function endOfRegExp(source: string, at: number): number {
  let inClass = false;
  for (let index = at + 1; index < source.length; index += 1) {
    const char = source[index];
    if (char === '\\') index += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return index + 1;
  }
  throw unfinished();
}

function endOfGroup(source: string, at: number, closing: string): number {
  let before = source.charAt(at);
  for (let index = at + 1; index < source.length;) {
    if (source[index] === closing) return index + 1;
    const end = endOfToken(source, index, before);
    before = source.slice(index, end).trim().at(-1) ?? before;
    index = end;
  }
  throw unfinished();
}

function indexAfter(source: string, text: string, from: number, otherwise?: number): number {
  const index = source.indexOf(text, from);
  if (index >= 0) return index + text.length;
  if (otherwise !== undefined) return otherwise;
  throw unfinished();
}

function unfinished(): SyntaxError {
  return new SyntaxError('source text that does not end');
}
