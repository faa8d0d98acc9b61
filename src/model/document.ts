/** A file of a generation, rendered on demand. */
export interface Document {
  /** Path relative to the generation, with `/` as separator. */
  path: string
  mediaType: string
  /** Changes when any input of the file changes. */
  fingerprint: string
  /** When the oldest article in it was published, in milliseconds since 1970. */
  oldest?: number
  /** Renders the bytes of the file. */
  render: () => Buffer
}
