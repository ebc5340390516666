/** What users do with LlamaIndex, by a name that says so. */
export const scenarios: { readonly [name: string]: (...args: readonly unknown[]) => unknown };
