/** What makes a topic a podcast, for Apple Podcasts and the podcast namespace. */
export interface Podcast {
  author?: string
  owner?: { name?: string; email: string }
  /** A category of Apple Podcasts. */
  category?: string
  /** A subcategory of the category. */
  subcategory?: string
  /** Whether it has strong language or other content that is not for children. */
  explicit: boolean
  type?: 'episodic' | 'serial'
  /** The URL of its cover. */
  image?: string
  /** A UUID that stays when the feed moves. */
  guid?: string
  /** Whether other platforms are asked not to import it. */
  locked?: boolean
  /** Where listeners can give money. */
  funding?: { url: string; text?: string }
}

/** A podcast whose feed is published. */
export interface PublishedPodcast extends Podcast {
  guid: string
}

/** A person who can be heard; `role` is a role of the podcast namespace, such as `guest`, or any other. */
interface Person {
  name: string
  role?: string
  url?: string
  image?: string
}

/** What makes an article an episode, besides its audio or video. */
export interface Episode {
  season?: number
  /** The number of the episode in its season, or of all. */
  number?: number
  type?: 'full' | 'trailer' | 'bonus'
  explicit?: boolean
  transcripts: { url: string; type: string; language?: string }[]
  chapters?: { url: string; type: string }
  people: Person[]
}
