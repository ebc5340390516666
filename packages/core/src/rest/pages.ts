/** One page of something. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where to go on; missing or empty when there is no more. */
  readonly next: string | undefined;
}

/** Fields of a request for a page. */
export interface PageToken {
  readonly page_token?: string;
}

/** All items of all pages, at most so many. */
export async function allPages<T>(limit: number, read: (token: PageToken) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  let token: PageToken = {};
  for (;;) {
    const { items, next } = await read(token);
    all.push(...items);
    if (!next || all.length >= limit) return all.slice(0, limit);
    token = { page_token: next };
  }
}
