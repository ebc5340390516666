/** Which rows of a long list are made. */
export interface RowWindow {
  /** Index of the first row. */
  readonly first: number;
  /** Index behind the last row. */
  readonly end: number;
  /** Pixels from the top of the list to the first row. */
  readonly offset: number;
}

/** What a window is worked out from; pixels. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

const OVERSCAN = 8;

/** The rows that can be seen, and some before and behind them so that scrolling finds them there. */
export function rowWindow({ scrollTop, height, rowHeight, count }: Viewport): RowWindow {
  const top = Math.max(0, Math.min(scrollTop, count * rowHeight - height));
  // An even start keeps the stripes of rows where they are.
  const first = Math.max(0, Math.floor((Math.floor(top / rowHeight) - OVERSCAN) / 2) * 2);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN);
  return { first, end: Math.max(first, end), offset: first * rowHeight };
}

/** Where to scroll so that a row can be seen whole; the present place where it can be seen already. */
export function scrollTopFor(index: number, { scrollTop, height, rowHeight }: Omit<Viewport, 'count'>): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight;
  return bottom > scrollTop + height ? bottom - height : scrollTop;
}
