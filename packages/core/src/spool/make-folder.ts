/**
 * Makes a folder, and those above it that are missing, for their owner alone. Throws as `fs` does; Node.js's own
 * recursive `mkdir` never returns where a file system makes no folders (`/proc`).
 */
export function makeFolder(path: string): void {
  const { existsSync, mkdirSync } = process.getBuiltinModule('node:fs');
  if (existsSync(path)) return;
  const above = process.getBuiltinModule('node:path').dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it at the same time.
    if (!existsSync(path)) throw error;
  }
}
