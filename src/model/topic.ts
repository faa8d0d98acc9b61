/** A subject that articles share and that has a feed of its own. */
export interface Topic {
  /** Lower-case slug, used in URLs and file names. */
  id: string
  name: string
  description?: string
  language?: string
  image?: string
  /** Id of the topic above this one. */
  parent?: string
  keywords: string[]
  /** Ids under which the feed was published before; each redirects to this one. */
  formerIds: string[]
  /** A retired topic has no feed any more: its URLs answer 410. */
  retired: boolean
  /** Whether a file in `topics/` describes it; such a topic has a feed even while it has no article. */
  hasDescription: boolean
}
