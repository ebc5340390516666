import { fileURLToPath } from 'node:url';

// A bundler that emits CommonJS leaves `import.meta` empty.
const url = import.meta.url as string | undefined;

/** This module's own file; undefined in a bundle that does not know it. */
export const moduleFile: string | undefined = url === undefined ? undefined : fileURLToPath(url);
