import type { IncomingMessage } from 'node:http';
import { type Answer, text } from '../http/answer.ts';

/** Who may name this server, and call it from a page. */
export interface AllowedHosts {
  /** Names of hosts, without ports, besides those of this machine; `*` for any. */
  readonly hosts: readonly string[];
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const PRIVATE = /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)[\d.]+$/;

/**
 * Refuses requests that a foreign page has a browser make: under a name that was made to point here (DNS rebinding), or
 * from its own origin. Programs send no `Origin` and are not concerned.
 */
export function refusedOrigin(request: IncomingMessage, { hosts }: AllowedHosts): Answer | undefined {
  const { host, origin } = request.headers;
  const name = nameOf(host ?? '');
  if (!isAllowed(name, hosts)) return foreign('Invalid Host header', 'host', name);
  if (origin !== undefined && !isOwn(origin, host ?? '', hosts))
    return foreign('Cross-origin request blocked', 'origin', origin);
  if (request.headers['sec-fetch-site'] === 'cross-site' && !isNavigation(request))
    return foreign('Cross-origin request blocked', 'origin', origin ?? 'another site');
  return undefined;
}

function isOwn(origin: string, host: string, hosts: readonly string[]): boolean {
  try {
    const { host: of, hostname } = new URL(origin);
    return of === host.toLowerCase() || hosts.includes(hostname);
  } catch {
    // `null`: of a sandboxed page, or a file.
    return false;
  }
}

/** A link that somebody has followed: it reads, and only the user sees the result. */
function isNavigation(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate';
}

function isAllowed(name: string, hosts: readonly string[]): boolean {
  return LOCAL.has(name) || PRIVATE.test(name) || hosts.includes('*') || hosts.includes(name);
}

function nameOf(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

function foreign(what: string, kind: string, given: string): Answer {
  const shown = given.slice(0, 100).replace(/[^\w.:/[\]-]/g, '?');
  return text(
    `${what}: the ${kind} "${shown}" is not allowed. Start the server with --allowed-hosts to allow it.`,
    403,
  );
}
