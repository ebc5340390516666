import { transformSync } from '@swc/core';

/** How a compiler understands decorators: by the standard, or as TypeScript's `experimentalDecorators`. */
export type DecoratorKind = 'standard' | 'legacy';

/**
 * Compiles and runs source text with decorators, and gives what it returns.
 * @param names what the source may use
 */
export function runDecorated(kind: DecoratorKind, source: string, names: Readonly<Record<string, unknown>>): unknown {
  const { code } = transformSync(`async function run() { ${source} }`, {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: kind === 'legacy' ? { legacyDecorator: true } : { decoratorVersion: '2022-03' },
    },
  });
  // oxlint-disable-next-line typescript/no-implied-eval -- what was compiled must run in the realm of the test
  const run = new Function(...Object.keys(names), `${code}; return run();`) as (...values: unknown[]) => unknown;
  return run(...Object.values(names));
}
