/** Lists become repeated parameters; what is undefined is left out. */
export type Parameters = { readonly [key: string]: string | number | readonly string[] | undefined };

/** Writes an address of the server with its query. */
export function addressOf(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined || value === '') continue;
    for (const item of typeof value === 'object' ? value : [value]) query.append(key, String(item));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
