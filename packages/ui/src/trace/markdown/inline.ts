/** A piece of a line of Markdown. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'break' };

interface Rule {
  readonly pattern: RegExp;
  readonly make: (match: RegExpExecArray) => Inline | undefined;
}

const nested =
  (kind: 'strong' | 'em' | 'del') =>
  ([, inner = '']: RegExpExecArray): Inline => ({ kind, children: inline(inner) });

/** Tried at each place where one of `MARKS` stands, in this order. */
const RULES: readonly Rule[] = [
  { pattern: /\\([\\`*_{}[\]()#+\-.!|~<>])/y, make: ([, text = '']) => ({ kind: 'text', text }) },
  {
    pattern: /(`+)([^]*?[^`])\1(?!`)/y,
    make: ([, , text = '']) => ({ kind: 'code', text: text.replaceAll('\n', ' ') }),
  },
  { pattern: /\*\*(?=\S)([^]*?\S)\*\*(?!\*)/y, make: nested('strong') },
  { pattern: /__(?=\S)([^]*?\S)__(?!\w)/y, make: nested('strong') },
  { pattern: /\*(?=[^\s*])([^*]*?[^\s*])\*(?!\*)/y, make: nested('em') },
  { pattern: /(?<!\w)_(?=[^\s_])([^_]*?[^\s_])_(?!\w)/y, make: nested('em') },
  { pattern: /~~(?=\S)([^]*?\S)~~/y, make: nested('del') },
  {
    pattern: /!?\[([^[\]]{1,1000})\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()]{0,500}\))?)>?(?:\s+"[^"]{0,500}")?\s*\)/y,
    make: linked,
  },
  { pattern: /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/y, make: bare },
  { pattern: /(?<![\w/])(https?:\/\/[^\s<>"'`]{0,1999}[^\s<>"'`.,;:!?)\]}*_])/y, make: bare },
  { pattern: / {2,}\n|\\\n/y, make: () => ({ kind: 'break' }) },
];

const MARKS = /[\\`*_~![<]|https?:\/\/| {2,}\n/g;

/** The pieces of a paragraph's text. HTML in it is text like any other. */
export function inline(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let plainFrom = 0;
  MARKS.lastIndex = 0;
  for (let mark = MARKS.exec(text); mark; mark = MARKS.exec(text)) {
    const found = ruleAt(text, mark.index);
    const resume = found ? found.end : mark.index + 1;
    if (found) {
      if (mark.index > plainFrom) pieces.push({ kind: 'text', text: text.slice(plainFrom, mark.index) });
      pieces.push(found.piece);
      plainFrom = resume;
    }
    MARKS.lastIndex = resume;
  }
  if (plainFrom < text.length) pieces.push({ kind: 'text', text: text.slice(plainFrom) });
  return pieces;
}

// The rules call `inline` for what is within a mark: each keeps its place by itself.
function ruleAt(text: string, index: number): { readonly piece: Inline; readonly end: number } | undefined {
  for (const { pattern, make } of RULES) {
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (!match) continue;
    const end = index + match[0].length;
    const outer = MARKS.lastIndex;
    const piece = make(match);
    MARKS.lastIndex = outer;
    if (piece) return { piece, end };
  }
  return undefined;
}

/** A link where its address is safe; an image is a link too, so that nothing is loaded. */
function linked([, label = '', address = '']: RegExpExecArray): Inline | undefined {
  const href = safeAddress(address);
  return href === undefined ? undefined : { kind: 'link', href, children: inline(label) };
}

function bare([, address = '']: RegExpExecArray): Inline | undefined {
  const href = safeAddress(address);
  return href === undefined ? undefined : { kind: 'link', href, children: [{ kind: 'text', text: address }] };
}

const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** An absolute address with http, https or mailto; undefined for any other, `javascript:` among them. */
export function safeAddress(address: string): string | undefined {
  try {
    const { protocol, href } = new URL(address);
    return SAFE.has(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
