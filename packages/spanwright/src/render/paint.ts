/** Name of a colour or weight. */
export type Tint = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

const CODES: { readonly [T in Tint]: readonly [on: number, off: number] } = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
};

/** Puts a tint on a text. */
export type Paint = (tint: Tint | undefined, text: string) => string;

/** A painter by ANSI escape sequences, or one that leaves every text as it is. */
export function painter(color: boolean): Paint {
  return (tint, text) => (color && tint && text !== '' ? escaped(CODES[tint], text) : text);
}

function escaped([on, off]: readonly [on: number, off: number], text: string): string {
  return `\u001B[${on}m${text}\u001B[${off}m`;
}
