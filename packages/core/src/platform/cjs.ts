/** `require` as it works from this package's own files. */
export const requireFromHere: NodeJS.Require = require;
