import { text } from '../http/answer.ts';
import type { Route } from '../http/route.ts';
import type { Access } from './access.ts';

/** `GET /login?token=…`: the link that the server prints; it puts the token into a cookie and leads to the viewer. */
export function loginRoute(access: Access): Route {
  return {
    method: 'GET',
    path: '/login',
    handle: ({ query, request }) => {
      const cookie = access.cookieFor(query.get('token') ?? '', request);
      if (cookie === undefined) return text('This link is not valid: take the one that the server has printed.', 401);
      return { status: 303, headers: { location: '/', 'set-cookie': cookie } };
    },
  };
}
