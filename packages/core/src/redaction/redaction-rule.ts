/** What to look for in recorded text. */
export interface RedactionRule {
  /** Stands in the replacement: `[REDACTED secret]`. */
  readonly name: string;
  /** Global. Must be quick on any text: bound every repetition. */
  readonly pattern: RegExp;
  /** Whether what was found is meant; default all of it. */
  readonly accepts?: (found: string) => boolean;
}
