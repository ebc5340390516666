/** The user's home folder; `/`, as containers have it, for a user that has neither a `HOME` nor a name. */
export function homeFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  try {
    return env['HOME'] ?? process.getBuiltinModule('node:os').homedir();
  } catch {
    return '/';
  }
}
