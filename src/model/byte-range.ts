/** Positions in a file. */
export interface ByteRange {
  start: number
  /** Exclusive. */
  end: number
}
