// By `import`, these cost an ES module program 2 ms: Node.js makes modules with all of their exports.

/** `node:fs`. */
export const fs: typeof import('node:fs') = process.getBuiltinModule('node:fs');
/** `node:path`. */
export const path: typeof import('node:path') = process.getBuiltinModule('node:path');
/** `node:url`. */
export const url: typeof import('node:url') = process.getBuiltinModule('node:url');
