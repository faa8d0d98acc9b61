import { localUrl } from '../site/urls.ts'

/** Where the files that pages use are, below the generation. */
export interface AssetPaths {
  style: string
  script: string
  icon: string
}

/** What every page knows of the site that it belongs to. */
export interface Site {
  title: string
  /** BCP 47 language tag. */
  language?: string | undefined
  /** Base of every URL, without a slash at its end. */
  publicUrl: string
  /** Whether pictures are loaded from where the articles have them; where not, something quiet stands in their place. */
  pageImages: boolean
  assets: AssetPaths
}

/** The path of a URL here, so that pages work under whatever name the host is reached. */
export function localPath(url: string): string {
  return new URL(url).pathname
}

/** The URL path of something that is published, by its path below the generation. */
export function pathTo({ publicUrl }: Site, path: string): string {
  return localUrl(publicUrl, path)
}
