import type { JsonObject } from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import { optionalNumber, optionalText } from './fields.ts';

/** A page of a list that is at hand as a whole. */
export interface OffsetPage<T> {
  readonly items: readonly T[];
  /** To be added to the answer. */
  readonly next: { readonly next_page_token?: string };
}

/** The page that `max_results` and `page_token` ask for; tokens are MLflow's (`SearchUtils.create_page_token`). */
export function pageOf<T>(
  all: readonly T[],
  args: JsonObject,
  defaults: { readonly size: number; readonly max: number },
): OffsetPage<T> {
  const size = optionalNumber(args, 'max_results') ?? defaults.size;
  if (size < 1 || size > defaults.max)
    throw refuse(
      'INVALID_PARAMETER_VALUE',
      `Invalid value ${size} for parameter 'max_results' supplied: It must be from 1 to ${defaults.max}.`,
    );
  const from = offsetOf(optionalText(args, 'page_token') ?? '');
  const end = from + size;
  const next = end < all.length ? { next_page_token: Buffer.from(`{"offset": ${end}}`).toString('base64') } : {};
  return { items: all.slice(from, end), next };
}

function offsetOf(token: string): number {
  if (token === '') return 0;
  const found = /^\{"offset": ?(\d+)\}$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (found !== undefined) return Number(found);
  throw refuse('INVALID_PARAMETER_VALUE', 'Invalid page token, could not base64-decode');
}
