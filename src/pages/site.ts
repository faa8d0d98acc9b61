import { localUrl } from '../site/urls.ts'

/** Where the files that pages use are, below the generation. */
export interface AssetPaths {
  style: string
  script: string
  icon: IconPaths
}

/** The pictures of the site's icon: that for pages may be a drawing (SVG), which few feed readers show. */
export interface IconPaths {
  page: string
  feed: string
}

/** The site that a page belongs to. */
export interface Site {
  title: string
  /** BCP 47 language tag. */
  language?: string | undefined
  /** Base of every URL, without a slash at its end. */
  publicUrl: string
  /** Whether pages load the articles' images from other hosts; placeholders are shown otherwise. */
  pageImages: boolean
  assets: AssetPaths
}

/** The path of a URL of this site, so that pages work under any host name. */
export function localPath(url: string): string {
  return new URL(url).pathname
}

/** The URL path of a published file, by its path below the generation. */
export function pathTo({ publicUrl }: Site, path: string): string {
  return localUrl(publicUrl, path)
}
