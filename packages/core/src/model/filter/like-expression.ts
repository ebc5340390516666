/** The regular expression of a `LIKE` pattern: `%` and `_`, and no escape. */
export function likeExpression(pattern: string, ignoreCase: boolean): RegExp {
  const body = pattern
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/%+/g, '[^]*')
    .replace(/_/g, '.');
  return new RegExp(`^${body}$`, ignoreCase ? 'isu' : 'su');
}
