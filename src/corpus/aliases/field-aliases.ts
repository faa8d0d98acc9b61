import type { FormName } from './forms.ts'

/** A field of Feedmill, the names that authors use for it, and the form of its value. */
export interface FieldAliases {
  /** The key in feedmill.yaml's `fields`, and in the documentation. */
  name: string
  /** The field of the native front matter that it becomes. */
  field: string
  form: FormName
  /** Names in front matter, compared without case; the first that has a value is used. */
  names: readonly string[]
  /** What it means, for the documentation. */
  meaning: string
  /** Whether the values of all names are joined, if the native field is missing. */
  isJoined?: boolean
}

/**
 * Every field that Feedmill reads, by its names in the front matter of all generators. The native name comes first, so that
 * a native file never changes its meaning. docs/front-matter.md is generated from this table.
 */
export const fieldAliases: readonly FieldAliases[] = [
  {
    name: 'title',
    field: 'title',
    form: 'text',
    meaning: 'the title; without it, the first heading, else the name of the file',
    names: ['title', 'linkTitle'],
  },
  {
    name: 'excerpt',
    field: 'excerpt',
    form: 'text',
    meaning: 'a short text; without it, the first paragraph',
    names: ['excerpt', 'summary', 'description', 'spoiler', 'subtitle'],
  },
  {
    name: 'published',
    field: 'publishedDateTime',
    form: 'date',
    meaning: 'when it was published; without it, the date in the path',
    names: [
      'publishedDateTime',
      'publishDate',
      'pubDate',
      'pubDatetime',
      'publishedAt',
      'published',
      'date',
      'created',
      'created_at',
    ],
  },
  {
    name: 'updated',
    field: 'updatedDateTime',
    form: 'date',
    meaning: 'when it was last changed',
    names: [
      'updatedDateTime',
      'lastmod',
      'modified',
      'updated',
      'updatedDate',
      'modDatetime',
      'last_modified_at',
      'lastUpdated',
      'last_update',
      'modified_time',
    ],
  },
  {
    name: 'expires',
    field: 'expires',
    form: 'date',
    meaning: 'when it leaves the feeds',
    names: ['expires', 'expiryDate', 'unpublishdate'],
  },
  {
    name: 'originalUrl',
    field: 'originalUrl',
    form: 'text',
    meaning: 'its URL at the publisher; the id prefers it',
    names: ['originalUrl'],
  },
  {
    name: 'webUrl',
    field: 'webUrl',
    form: 'text',
    meaning: 'its URL at the publisher; links prefer it',
    names: ['webUrl'],
  },
  {
    name: 'link',
    field: 'link',
    form: 'absoluteUrl',
    meaning: 'an absolute URL elsewhere that the article is about, or first appeared at',
    names: ['external_url', 'link', 'href', 'redirect', 'canonical', 'canonicalURL', 'canonical_url'],
  },
  { name: 'slug', field: 'slug', form: 'text', meaning: 'the last part of its URL', names: ['slug'] },
  {
    name: 'topics',
    field: 'topics',
    form: 'names',
    meaning: 'its topics, of all these fields',
    names: ['topics', 'tags', 'tag', 'categories', 'category', 'taxonomies'],
    isJoined: true,
  },
  {
    name: 'authors',
    field: 'authors',
    form: 'people',
    meaning: 'its authors: names, `{name, url}`, or keys of known people',
    names: ['authors', 'author', 'hosts', 'guest'],
  },
  {
    name: 'authorUrl',
    field: 'authorUrl',
    form: 'absoluteUrl',
    meaning: 'the URL of its only author',
    names: ['authorURL', 'author_url'],
  },
  {
    name: 'images',
    field: 'images',
    form: 'images',
    meaning: 'its images: URLs, or `{url, title, width, height}`',
    names: [
      'images',
      'image',
      'heroImage',
      'cover',
      'cover_image',
      'coverImage',
      'header_image',
      'featured_image',
      'featuredImage',
      'thumbnail',
      'ogImage',
      'hero',
      'preview',
    ],
  },
  {
    name: 'enclosures',
    field: 'enclosures',
    form: 'enclosures',
    meaning: 'media files: URLs, or `{url, type, length, duration}`',
    names: ['enclosures', 'enclosure', 'podcast_file', 'audio', 'video', 'url'],
  },
  {
    name: 'length',
    field: 'enclosureLength',
    form: 'number',
    meaning: 'the length of its only media file, or its only audio or video, in bytes',
    names: ['podcast_bytes'],
  },
  {
    name: 'duration',
    field: 'duration',
    form: 'seconds',
    meaning: 'the duration of the same file, in seconds or as `hh:mm:ss`',
    names: ['duration', 'podcast_duration', 'itunes_duration'],
  },
  {
    name: 'season',
    field: 'season',
    form: 'count',
    meaning: 'the number of its season, in a [podcast](podcasts.md)',
    names: ['season', 'podcast_season', 'itunes_season'],
  },
  {
    name: 'episode',
    field: 'episode',
    form: 'count',
    meaning: 'its number in the podcast or the season',
    names: ['episode', 'episode_number', 'podcast_episode', 'itunes_episode'],
  },
  {
    name: 'episodeType',
    field: 'episodeType',
    form: 'scalar',
    meaning: '`full`, `trailer` or `bonus`',
    names: ['episodeType', 'episode_type', 'podcast_episode_type', 'itunes_episode_type', 'itunes_episodeType'],
  },
  {
    name: 'explicit',
    field: 'explicit',
    form: 'scalar',
    meaning: 'whether the episode has content that is not for children',
    names: ['explicit', 'podcast_explicit', 'itunes_explicit'],
  },
  {
    name: 'transcript',
    field: 'transcript',
    form: 'files',
    meaning: 'files with what is said: URLs, or `{url, type, language}`',
    names: ['transcript', 'transcripts', 'podcast_transcript', 'transcript_url'],
  },
  {
    name: 'chapters',
    field: 'chapters',
    form: 'file',
    meaning: 'a file with the chapters: a URL, or `{url, type}`',
    names: ['chapters', 'podcast_chapters', 'chapters_url'],
  },
  {
    name: 'people',
    field: 'people',
    form: 'cast',
    meaning: 'who is heard: names, `{name, role, url, image}`, or keys of known people',
    names: ['people', 'hosts', 'host', 'guests', 'guest'],
    isJoined: true,
  },
  { name: 'locale', field: 'locale', form: 'text', meaning: 'its language', names: ['locale', 'lang', 'language'] },
  { name: 'id', field: 'id', form: 'text', meaning: 'its id, instead of its URL', names: ['id'] },
  {
    name: 'guid',
    field: 'guid',
    form: 'text',
    meaning: 'its id, unless an older article has the same',
    names: ['guid', 'blogger_id', 'episode_guid'],
  },
  {
    name: 'aliases',
    field: 'aliases',
    form: 'paths',
    meaning: 'former URLs of a hosted article, which redirect to it',
    names: ['aliases', 'redirect_from'],
  },
  {
    name: 'provider',
    field: 'provider',
    form: 'provider',
    meaning: 'its publisher: a name, or `{name, domain}`',
    names: ['provider'],
  },
  {
    name: 'related',
    field: 'related',
    form: 'asIs',
    meaning: 'related articles: a list of `title`, `webUrl`, `provider`, …',
    names: ['related'],
  },
  {
    name: 'featuredContent',
    field: 'featuredContent',
    form: 'text',
    meaning: 'HTML, such as an embedded player',
    names: ['featuredContent'],
  },
  { name: 'type', field: 'type', form: 'scalar', meaning: 'passed through to JSON Feed', names: ['type'] },
  { name: 'category', field: 'category', form: 'scalar', meaning: 'passed through to JSON Feed', names: ['category'] },
  {
    name: 'quality',
    field: 'quality',
    form: 'number',
    meaning: 'a number, passed through to JSON Feed',
    names: ['quality'],
  },
  { name: 'heat', field: 'heat', form: 'number', meaning: 'a number, passed through to JSON Feed', names: ['heat'] },
  { name: 'ampWebUrl', field: 'ampWebUrl', form: 'text', meaning: 'its AMP version', names: ['ampWebUrl'] },
  {
    name: 'cdnAmpWebUrl',
    field: 'cdnAmpWebUrl',
    form: 'text',
    meaning: 'the cached copy of its AMP version',
    names: ['cdnAmpWebUrl'],
  },
]
