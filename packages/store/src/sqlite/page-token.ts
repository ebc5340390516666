import { TracingError } from '@spanwright/core/model';

/** The last trace of a page: the next page starts after it, newest first. */
export interface PageKey {
  /** Milliseconds since the Unix epoch. */
  readonly ts: number;
  /** `traces.id`. */
  readonly id: number;
}

/** Before every trace. */
export const FIRST_PAGE: PageKey = { ts: Number.MAX_VALUE, id: Number.MAX_SAFE_INTEGER };

/** An opaque text for `ListQuery.pageToken`. */
export function toPageToken({ ts, id }: PageKey): string {
  return Buffer.from(JSON.stringify([ts, id])).toString('base64url');
}

/** Reads what `toPageToken` wrote. */
export function fromPageToken(token: string): PageKey {
  try {
    const [ts, id] = JSON.parse(Buffer.from(token, 'base64url').toString()) as readonly unknown[];
    if (typeof ts === 'number' && typeof id === 'number') return { ts, id };
  } catch {
    // The error below says it.
  }
  throw new TracingError('INVALID_PARAMETER_VALUE', `Not a page token: ${token}. Pass the nextPageToken of a page.`);
}
