/** The traces between two ids, inclusive, to be added to sums, or to be taken away from them. */
export interface SignedRange {
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
}
