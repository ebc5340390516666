// Typed here, because only one of the two builds knows this global.
declare const __filename: string;

/** This module's own file; in a bundle, that of the bundle. */
export const moduleFile: string | undefined = __filename;
