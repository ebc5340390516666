/** What git does with a file: it lies in no work tree, is ignored, would be committed, or nobody could say. */
export type GitStatus = 'outside' | 'ignored' | 'committable' | 'unknown';

/** Told once, when a store has made its database file. */
export interface CreatedNotice {
  /** The file, absolute. */
  readonly path: string;
  /** `committable` deserves a warning: traces hold what users wrote. */
  readonly git: GitStatus;
}
