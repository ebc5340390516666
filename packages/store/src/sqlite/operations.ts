import type { Connection } from './connection.ts';
import * as longWrites from './long-operations.ts';
import * as reads from './read-operations.ts';
import * as writes from './write-operations.ts';

type Operations = typeof reads & typeof writes & typeof longWrites;

/** The store's methods as their caller sees them: without the connection. */
export type OperationMethods = {
  readonly [M in keyof Operations]: Operations[M] extends (connection: Connection, ...args: infer A) => infer R
    ? (...args: A) => R
    : never;
};

/** Whether a method only reads. */
export function isRead(method: string): boolean {
  return method in reads;
}

/** Carries out a method, in a transaction where it writes. */
export function perform(connection: Connection, method: keyof OperationMethods, args: readonly unknown[]): unknown {
  if (method in writes) return connection.write(() => run(writes, method, [connection, ...args]));
  return run(method in reads ? reads : longWrites, method, [connection, ...args]);
}

// The arguments come from a call whose method and arguments were checked together (`StoreCall`).
function run(methods: object, method: string, args: readonly unknown[]): unknown {
  const operation = (methods as { readonly [name: string]: (...args: readonly unknown[]) => unknown })[method];
  return operation?.(...args);
}
