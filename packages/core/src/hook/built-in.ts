import type * as nodeFs from 'node:fs';
import type * as nodePath from 'node:path';
import type * as nodeUrl from 'node:url';

if (typeof process.getBuiltinModule !== 'function')
  throw new Error(
    `Spanwright needs process.getBuiltinModule, which Node.js 20.19 and later have; this is ${process.version}.`,
  );

// Imported as values, these would cost an ES module program 2 ms: Node.js makes modules with all of their exports.

/** `node:fs`. */
export const fs: typeof nodeFs = process.getBuiltinModule('node:fs');
/** `node:path`. */
export const path: typeof nodePath = process.getBuiltinModule('node:path');
/** `node:url`. */
export const url: typeof nodeUrl = process.getBuiltinModule('node:url');
