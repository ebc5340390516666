import { createRequire } from 'node:module';

/** `require` as it works from this package's own files. */
export const requireFromHere: NodeJS.Require = createRequire(import.meta.url);
