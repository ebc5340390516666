/** So many characters of a text are shown in a list at most. */
const SHOWN = 300;

/**
 * The start of a value written as JSON, without the signs that tell nothing where there is little room: `{"question":"Why?"}`
 * as `question: Why?`. Of other texts, the start as it is.
 */
export function readable(text: string): string {
  const start = text.slice(0, SHOWN);
  if (!/^(\{"|\[|")/.test(start)) return start;
  return start
    .replaceAll(/(,?)"([^"\\]{1,40})":/g, (_, comma: string, key: string) => `${comma && ', '}${key}: `)
    .replaceAll(/\\([nrt"\\/])|["{}[\]]/g, (_, escaped: string | undefined) =>
      escaped ? (ESCAPED[escaped] ?? ' ') : '',
    );
}

const ESCAPED: { readonly [sign: string]: string } = { '"': '"', '\\': '\\', '/': '/' };
