/** A file of the corpus as it was read: its path below the corpus, with `/` between the parts, and its text. */
export interface SourceFile {
  path: string
  text: string
}
