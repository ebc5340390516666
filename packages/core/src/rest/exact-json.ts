/**
 * Parses JSON in which numbers may have 64 bits: whole numbers that JavaScript cannot hold become decimal strings,
 * such as times in nanoseconds.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? withQuotedIntegers(text) : text);
}

const LONG_INTEGER = /(?<![\d.eE+])(-?\d{16,})(?![\d.eE])/g;

// By hand, because a regular expression that walks through strings runs out of stack at strings of some megabytes.
function withQuotedIntegers(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const gapEnd = quote < 0 ? text.length : quote;
    parts.push(text.slice(at, gapEnd).replace(LONG_INTEGER, quotedIfInexact));
    if (quote < 0) break;
    at = endOfString(text, quote);
    parts.push(text.slice(quote, at));
  }
  return parts.join('');
}

function quotedIfInexact(digits: string): string {
  return Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`;
}

/** Behind the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charAt(end - 1 - slashes) === '\\') slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}
