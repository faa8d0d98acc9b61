import type { CorpusProfile } from '../corpus-profile.ts'
import { createGlobMatcher } from '../glob.ts'

/** What `defaults` of the configuration sets for some files. */
export interface JekyllDefault {
  /** The path or glob that it applies to; empty for all. */
  path: string
  /** The collection that it applies to; undefined for all. */
  type?: string
  permalink?: string
  categories?: string[]
}

/** What Jekyll's URLs need of the configuration. */
export interface JekyllSettings {
  /** The style or pattern of the URLs of the whole site. */
  permalink: string
  /** Patterns of collections by name; undefined for those without one. */
  collections: Record<string, { permalink?: string }>
  defaults: JekyllDefault[]
  /** Files and folders that are no part of the site. */
  exclude: string[]
  /** Whether the configuration of the site is known, and so the place of CONTENT_DIR in it. */
  isKnown: boolean
}

const none: JekyllSettings = { permalink: 'date', collections: {}, defaults: [], exclude: [], isKnown: false }

export function jekyllSettings({ settings }: CorpusProfile): JekyllSettings {
  return { ...none, ...(settings as Partial<JekyllSettings>) }
}

/** A file's collection and its place there. */
export interface JekyllPlace {
  /** `posts`, `drafts` or a collection of the configuration; undefined for a page. */
  collection?: string
  /** The folders above the collection's folder. */
  above: string[]
  /** The path below the collection's folder. */
  below: string
}

/** Where a file is, by its path below the source folder of the site. */
export function findPlace(path: string, { collections }: JekyllSettings): JekyllPlace {
  const folders = path.split('/')
  const index = folders.findIndex(
    (folder) =>
      folder === '_posts' || folder === '_drafts' || (folder[0] === '_' && Object.hasOwn(collections, folder.slice(1))),
  )
  const folder = index < 0 || index === folders.length - 1 ? undefined : folders[index]
  if (folder === undefined) return { above: [], below: path }
  return { collection: folder.slice(1), above: folders.slice(0, index), below: folders.slice(index + 1).join('/') }
}

/** The default that applies to a file, for a field; that with the longest path wins, then that for the collection. */
export function defaultFor<Field extends 'permalink' | 'categories'>(
  field: Field,
  path: string,
  collection: string | undefined,
  { defaults }: JekyllSettings,
): JekyllDefault[Field] {
  const applying = defaults.filter(
    (given) =>
      given[field] !== undefined &&
      (given.type === undefined || given.type === collection) &&
      (given.path === '' || createGlobMatcher([given.path, `${given.path}/**`])(path)),
  )
  const rank = ({ path: scope, type }: JekyllDefault) => scope.length * 2 + (type === undefined ? 0 : 1)
  return applying.toSorted((a, b) => rank(a) - rank(b)).at(-1)?.[field]
}
