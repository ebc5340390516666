/** How the table is sorted. */
export interface Order {
  /** As the server has it. */
  readonly key: string;
  readonly descending: boolean;
}

/** Newest first: what costs least. */
export const NEWEST_FIRST: Order = { key: 'timestamp_ms', descending: true };

/** Reads `KEY ASC|DESC`, as it stands in the address; newest first where it is missing. */
export function readOrder(text: string | undefined): Order {
  const match = /^(.+?)(?:\s+(asc|desc))?$/i.exec(text ?? '');
  if (!match?.[1]) return NEWEST_FIRST;
  return { key: match[1], descending: match[2]?.toLowerCase() === 'desc' };
}

/** Writes an order for the address and the server; undefined for the one that needs no word. */
export function writeOrder({ key, descending }: Order): string | undefined {
  if (key === NEWEST_FIRST.key && descending) return undefined;
  return `${key} ${descending ? 'DESC' : 'ASC'}`;
}

/** What a click on the title of a column makes of the order: first descending, then ascending, then newest first. */
export function nextOrder(order: Order, key: string): Order {
  if (order.key !== key) return { key, descending: true };
  if (order.descending) return { key, descending: false };
  return NEWEST_FIRST;
}
