import type { IgnoredReason } from '../../model/ignored-reason.ts'

/** What `feedmill init` sees in a folder. */
export interface FolderSummary {
  /** One line: the generator of the site, how it was recognised, and what else is known of the site. */
  understood: string
  /** Files that could be articles. */
  files: number
  articles: number
  /** Articles with errors. */
  skipped: number
  /** The number of files that are no articles, by reason. */
  ignored: Partial<Record<IgnoredReason, number>>
  /** The number of files that Feedmill does not read, by extension, such as `.rst`. */
  others: Readonly<Record<string, number>>
  fields: FieldUse[]
  topics: NamedCount[]
  /** The newest article, one from the middle, and the oldest. */
  samples: SampleArticle[]
  /** The rules that skipped articles break, with the number of places. */
  errors: NamedCount[]
  proposal: ProposedSetting[]
}

export interface NamedCount {
  name: string
  count: number
}

/** A front matter field, the number of files that have it, and the field of Feedmill that it becomes, if any. */
export interface FieldUse extends NamedCount {
  becomes?: string | undefined
}

export interface SampleArticle {
  title: string
  published: Date
  link: string
  id: string
}

/** A key of `feedmill.yaml` with its value, or with an example if the folder does not tell. */
export interface ProposedSetting {
  key: string
  value: unknown
  /** Why, or what the key means. */
  comment: string
  /** Whether the value is only an example, to be written as a comment. */
  isExample?: boolean
}
