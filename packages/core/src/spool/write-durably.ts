/** Writes a file whole or not at all: it is there under its name once its content is on the disk. Throws as `fs` does. */
export function writeDurably(folder: string, name: string, content: Uint8Array | string): void {
  const { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } = process.getBuiltinModule('node:fs');
  const temporary = `${folder}/${name}.tmp`;
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, `${folder}/${name}`);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
}

// The name itself is on the disk only then. Not every system can do it.
function syncFolder(folder: string): void {
  const { closeSync, fsyncSync, openSync } = process.getBuiltinModule('node:fs');
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows opens no folders.
  }
}
