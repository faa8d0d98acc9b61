import type { Podcast } from './podcast.ts'

/** A subject of articles, with its own feed. */
export interface Topic {
  /** Lower-case slug, used in URLs and file names. */
  id: string
  name: string
  description?: string
  language?: string
  image?: string
  /** Id of the parent topic. */
  parent?: string
  keywords: string[]
  /** Former ids of the feed; each redirects to this one. */
  formerIds: string[]
  /** A retired topic has no feed; its URLs answer 410. */
  retired: boolean
  /** Whether a file in `topics/` describes it. Such a topic has a feed even without articles. */
  hasDescription: boolean
  /** What its articles have in common, if not that they name it: a selection by a file in `mixes/`, or an author. */
  kind?: 'mix' | 'author'
  /** The title of its feed, if that is not made of its name and the title of the site. */
  title?: string
  /** Whether its feed is a podcast, and what listeners see of that. */
  podcast?: Podcast
}
