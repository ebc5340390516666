import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TracingError } from '@spanwright/core/model';
import { type Answer, text } from '../http/answer.ts';
import { limits } from '../limits.ts';

/** What a client has to show. Without any of them everybody who reaches the server may use it. */
export interface Credentials {
  readonly token?: string;
  readonly user?: string;
  readonly password?: string;
}

/** The cookie that the viewer logs in with. */
export const COOKIE = 'spanwright_token';

const OPEN_PATHS = new Set(['/health', '/login']);
const MINUTE_MS = 60_000;

/** Decides who may come in; slows down who guesses. */
export class Access {
  readonly #secrets: readonly Buffer[];
  readonly #token: string | undefined;
  readonly #failures = new Map<string, { count: number; readonly until: number }>();

  /** @throws TracingError INVALID_PARAMETER_VALUE where one of the credentials is empty, as unset variables are. */
  constructor({ token, user, password }: Credentials) {
    refuseEmpty({ token, user, password });
    this.#token = token;
    this.#secrets = [
      ...(token === undefined ? [] : [`Bearer ${token}`, `Cookie ${token}`]),
      ...(user === undefined || password === undefined ? [] : [`Basic ${base64(`${user}:${password}`)}`]),
    ].map(digest);
  }

  /** The refusal of a request without the right credentials. */
  refused(request: IncomingMessage, path: string): Answer | undefined {
    if (this.#secrets.length === 0 || OPEN_PATHS.has(path)) return undefined;
    const address = request.socket.remoteAddress ?? '';
    const shown = shownBy(request);
    if (shown.some((secret) => this.#knows(secret))) return undefined;
    if (shown.length > 0 && this.#tooMany(address))
      return text('Too many wrong logins. Try again in a minute.', 429, { 'retry-after': '60' });
    return text(
      'You are not authenticated. Give the token of the server, or log in by the link that it has printed.',
      401,
      {
        'www-authenticate': 'Basic realm="mlflow"',
      },
    );
  }

  /** The cookie of a login by link; undefined for a wrong token, or where there is none. */
  cookieFor(token: string, request: IncomingMessage): string | undefined {
    if (this.#token === undefined || this.#isBlocked(request.socket.remoteAddress ?? '')) return undefined;
    if (this.#knows(`Cookie ${token}`))
      return `${COOKIE}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict`;
    this.#tooMany(request.socket.remoteAddress ?? '');
    return undefined;
  }

  #knows(secret: string): boolean {
    const given = digest(secret);
    return this.#secrets.some((known) => timingSafeEqual(known, given));
  }

  #isBlocked(address: string): boolean {
    const entry = this.#failures.get(address);
    return entry !== undefined && entry.until > Date.now() && entry.count >= limits.failedLogins;
  }

  #tooMany(address: string): boolean {
    const now = Date.now();
    for (const [key, { until }] of this.#failures) if (until <= now) this.#failures.delete(key);
    const entry = this.#failures.get(address) ?? { count: 0, until: now + MINUTE_MS };
    entry.count += 1;
    this.#failures.set(address, entry);
    return entry.count > limits.failedLogins;
  }
}

// Whoever shows nothing would show it.
function refuseEmpty(credentials: { readonly [name: string]: string | undefined }): void {
  const [empty] = Object.entries(credentials).find(([, value]) => value === '') ?? [];
  if (empty !== undefined)
    throw new TracingError('INVALID_PARAMETER_VALUE', `The ${empty} of the server is empty: set it, or leave it out.`);
}

function shownBy({ headers }: IncomingMessage): readonly string[] {
  const [scheme = '', value = ''] = (headers.authorization ?? '').split(/ +(.*)/s);
  const cookie = new RegExp(`(?:^|; *)${COOKIE}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
  return [
    ...(value === '' ? [] : [`${scheme.slice(0, 1).toUpperCase()}${scheme.slice(1).toLowerCase()} ${value}`]),
    ...(cookie === undefined ? [] : [`Cookie ${decoded(cookie)}`]),
  ];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}

function base64(value: string): string {
  return Buffer.from(value).toString('base64');
}

// Of one length, as the comparison needs.
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
