/** How many grams there are. A gram is the number of three characters that follow each other. */
export const GRAMS: number = 2 ** 18;
/** Grams that begin with the same two characters make a group. */
export const GRAMS_PER_GROUP = 64;

const CLASS_BITS = 6;
const CLASSES = 2 ** CLASS_BITS;
/** A gram is of so many characters. */
export const GRAM_CHARS = 3;
// Upper and lower case are one, what stands between texts in JSON is one, and each other has a number of its own.
const BY_CLASS = `abcdefghijklmnopqrstuvwxyz0123456789 .-_/'()!?;=+*#@\n<>&%$|~\`^`;
const STRUCTURE_CLASS = 62;
const OTHER_CLASS = 63;

const CLASS_OF_ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code).toLowerCase();
  if ('"{}[]:,\\'.includes(char)) return STRUCTURE_CLASS;
  const known = BY_CLASS.indexOf(char);
  return known < 0 ? OTHER_CLASS : known;
});

// Case folding makes a k of the Kelvin sign, and an s of the long s.
const FOLDED: ReadonlyMap<number, number> = new Map([
  [0x212a, BY_CLASS.indexOf('k')],
  [0x017f, BY_CLASS.indexOf('s')],
]);

/** Calls `visit` with each gram of a text, in order, repeated ones included. Each text of ours is within the grams. */
export function visitGrams(text: string, visit: (gram: number) => void): void {
  let gram = firstGram(text);
  for (let i = GRAM_CHARS - 1; i < text.length; i++) {
    gram = nextGram(gram, text.charCodeAt(i));
    visit(gram);
  }
}

/** What `nextGram` begins with: the characters of a text before the one that makes its first gram. */
export function firstGram(text: string): number {
  let gram = 0;
  for (let i = 0; i < GRAM_CHARS - 1 && i < text.length; i++) gram = nextGram(gram, text.charCodeAt(i));
  return gram;
}

/** The gram that ends with a character; `gram` is the one that ends before it. */
export function nextGram(gram: number, code: number): number {
  const own = code < 128 ? (CLASS_OF_ASCII[code] ?? OTHER_CLASS) : classOfOther(code);
  return ((gram << CLASS_BITS) | own) & (GRAMS - 1);
}

// Scripts share numbers: whoever searches looks at the texts themselves afterwards.
function classOfOther(code: number): number {
  return FOLDED.get(code) ?? (Math.imul(code, 0x9e37) >>> 8) & (CLASSES - 1);
}
