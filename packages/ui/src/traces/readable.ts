/**
 * The start of a value written as JSON, without the signs that tell nothing where there is little room: `{"question":"Why?"}`
 * as `question: Why?`. Other texts stay as they are.
 */
export function readable(text: string): string {
  if (!/^(\{"|\[|")/.test(text)) return text;
  return text
    .replaceAll(/(,?)"([^"\\]{1,40})":/g, (_, comma: string, key: string) => `${comma && ', '}${key}: `)
    .replaceAll(/\\([nrt"\\/])|["{}[\]]/g, (_, escaped: string | undefined) =>
      escaped ? (ESCAPED[escaped] ?? ' ') : '',
    );
}

const ESCAPED: { readonly [sign: string]: string } = { '"': '"', '\\': '\\', '/': '/' };
