/** A file of the corpus that articles show or link to, in the state that its signature identifies. */
interface ReadFile {
  /** Path relative to the corpus. */
  file: string
  signature: string
}

/** One that is published with the articles. */
export interface MediaFile extends ReadFile {
  /** A hash of its bytes. */
  sha256: string
}

/** One that is not published. */
export interface RefusedFile extends ReadFile {
  /** Why. */
  refusal: string
}
