import type { Method, Route } from './route.ts';

/** A route that was found. */
export interface Match {
  readonly route: Route;
  readonly params: { readonly [name: string]: string };
}

interface Pattern {
  readonly route: Route;
  readonly parts: readonly string[];
  readonly open: boolean;
}

/** Finds routes by method and path. */
export type Router = (method: string, path: string) => Match | undefined;

/** A router of these routes. Of several that fit, the one with the most literal parts counts, then the first. */
export function makeRouter(routes: readonly Route[]): Router {
  const byMethod = new Map<Method, Pattern[]>();
  for (const route of routes) {
    const patterns = byMethod.get(route.method) ?? [];
    patterns.push(patternOf(route));
    byMethod.set(route.method, patterns);
  }
  for (const patterns of byMethod.values()) patterns.sort((a, b) => literals(b) - literals(a));
  return (method, path) => {
    const parts = partsOf(path);
    for (const pattern of (parts && byMethod.get(method as Method)) ?? []) {
      const params = parts && paramsOf(pattern, parts);
      if (params) return { route: pattern.route, params };
    }
    return undefined;
  };
}

function patternOf(route: Route): Pattern {
  const parts = route.path.split('/').slice(1);
  return { route, parts, open: parts.at(-1)?.startsWith('*') === true };
}

function literals({ parts }: Pattern): number {
  return parts.filter((part) => !/^[:*]/.test(part)).length;
}

/** Undefined for a path that is not encoded as paths are. */
function partsOf(path: string): readonly string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function paramsOf({ parts, open }: Pattern, given: readonly string[]): Match['params'] | undefined {
  if (open ? given.length < parts.length : given.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const value = given[i] ?? '';
    if (part.startsWith('*')) params[part.slice(1)] = given.slice(i).join('/');
    else if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
