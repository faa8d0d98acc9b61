/** A file of the corpus: its text, and its path relative to the corpus, with `/` as separator. */
export interface SourceFile {
  path: string
  text: string
}
