import type { IncomingMessage } from 'node:http';
import type { Answer } from '../http/answer.ts';
import { errorAnswer } from '../http/refusal.ts';

// Searches whose questions are too long for an address.
const READING_POST = /\/(?:search|batchGetInfos)$/;

/** Refuses what changes something. */
export function refusedChange({ method }: IncomingMessage, path: string): Answer | undefined {
  if (method === 'GET' || method === 'HEAD' || (method === 'POST' && READING_POST.test(path))) return undefined;
  return errorAnswer('PERMISSION_DENIED', 'This server only shows what is there: it was started with --read-only.');
}
