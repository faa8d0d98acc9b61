/** A file of the publication that is made when it is asked for. */
export interface Document {
  /** Path below the generation, with `/` between the parts. */
  path: string
  mediaType: string
  /** Differs where anything differs that the file is made of. */
  fingerprint: string
  /** When the oldest article that it holds was published, in milliseconds since 1970. */
  oldest?: number
  /** Makes the bytes of the file. */
  render: () => Buffer
}
