/** What Node.js adds to the exports that `require` gives of an ES module. */
const ADDED = new Set(['__esModule', 'module.exports']);

/**
 * Makes a function that says of each exports object whether its copy of the module is new. One copy of an ES module
 * has several exports objects (its namespace, what `require` gives, what import-in-the-middle gives); their values are
 * the same.
 */
export function rememberCopies(): (exports: object) => boolean {
  const known = new WeakSet<object>();
  // Held fast, which costs nothing: ES modules are never unloaded.
  const namespaces: object[] = [];
  return (exports) => {
    if (known.has(exports)) return false;
    known.add(exports);
    if (!isNamespace(exports)) return true;
    if (namespaces.some((namespace) => hasSameValues(namespace, exports))) return false;
    namespaces.push(exports);
    return true;
  };
}

/** Whether these are the exports of an ES module. */
export function isNamespace(exports: object): boolean {
  return (exports as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'Module';
}

function hasSameValues(a: object, b: object): boolean {
  const [keys, others] = [ownNames(a), ownNames(b)];
  return keys.length > 0 && keys.length === others.length && keys.every((key) => valueOf(a, key) === valueOf(b, key));
}

function ownNames(exports: object): string[] {
  return Object.getOwnPropertyNames(exports).filter((name) => !ADDED.has(name));
}

// An export that is not initialised yet throws.
function valueOf(exports: object, name: string): unknown {
  try {
    return (exports as { readonly [name: string]: unknown })[name];
  } catch {
    return undefined;
  }
}
