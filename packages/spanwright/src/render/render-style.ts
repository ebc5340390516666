/** How traces are drawn as text. */
export interface RenderStyle {
  /** Width in terminal cells; default 80. */
  readonly columns?: number;
  /** Colours by ANSI escape sequences; default false. */
  readonly color?: boolean;
  /** Lines and arrows outside ASCII; default true. */
  readonly unicode?: boolean;
  /** IANA name of the time zone of start times; default the machine's. */
  readonly timeZone?: string;
}

/** Characters that the drawings are made of. */
export interface Glyphs {
  readonly branch: string;
  readonly lastBranch: string;
  readonly trunk: string;
  readonly arrow: string;
  readonly ellipsis: string;
}

const UNICODE: Glyphs = { branch: '├─ ', lastBranch: '└─ ', trunk: '│  ', arrow: '→', ellipsis: '…' };
const ASCII: Glyphs = { branch: '|- ', lastBranch: '`- ', trunk: '|  ', arrow: '->', ellipsis: '...' };

/** The characters for that kind of terminal. */
export function glyphsFor(unicode: boolean): Glyphs {
  return unicode ? UNICODE : ASCII;
}
