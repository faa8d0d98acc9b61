import { isHistory, isSubscription, paths } from '../../../site/urls.ts'
import type { Manifest, ManifestFile } from '../../manifest.ts'

/** What to do so that a site shows a publication. */
export interface SitePlan {
  /** The documents to write: those that others link to, then subscription documents, then index pages. */
  steps: ManifestFile[][]
  /** The paths to remove afterwards. */
  removed: string[]
}

/**
 * Plans how to bring a site up to date.
 *
 * @param before the publications that any of its documents may be of
 */
export function planSite({ files }: Manifest, before: readonly Manifest[]): SitePlan {
  const shown = before.map((manifest) => new Map(manifest.files.map((file) => [file.path, describe(file)])))
  const isShown = (file: ManifestFile) => shown.every((described) => described.get(file.path) === describe(file))
  const changed = shown.length > 0 ? files.filter((file) => !isShown(file)) : files
  const steps = [0, 1, 2].map((step) => changed.filter((file) => stepOf(file) === step))
  const kept = new Set(files.map(({ path }) => path))
  const former = new Set(shown.flatMap((described) => [...described.keys()]))
  return { steps, removed: [...former].filter((path) => !kept.has(path)) }
}

/** What the object of a document depends on. */
function describe({ sha256, mediaType, settled }: ManifestFile): string {
  return `${sha256} ${mediaType} ${settled}`
}

function stepOf({ path, mediaType }: ManifestFile): number {
  if (isSubscription(path)) return 1
  const isIndex = mediaType === 'text/html' && !isHistory(path) && !path.startsWith(paths.articlePage('').slice(0, -1))
  return isIndex || path === paths.opml ? 2 : 0
}
