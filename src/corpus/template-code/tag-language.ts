import type { Expand } from './call.ts'

/** Template code that is not known. */
export interface UnknownCode {
  /** As the author wrote it, such as `{{< chart >}}`. */
  code: string
  /** Where it is in the text. */
  start: number
}

/** A text without template code, and what of it is not known. */
export interface ExpandedText {
  text: string
  unknown: UnknownCode[]
}

/** The text of an output, and whether that is all of it. */
export interface TemplateValue {
  text: string
  isKnown: boolean
}

/** How the tags of a language are expanded. */
export interface TagLanguage {
  find: (name: string) => Expand | undefined
  evaluate: (expression: string) => TemplateValue | undefined
  /** Whether all that looks like a tag is one; else what is not known stays where it is in a sentence. */
  isSure: boolean
}
