/** Told once, when a store has made its database file. */
export interface CreatedNotice {
  /** The file, absolute. */
  readonly path: string;
  /**
   * Whether git would commit the file, which deserves a warning: traces hold what users wrote. False outside a work
   * tree too; undefined when git is missing or does not answer.
   */
  readonly committedByGit: boolean | undefined;
}
