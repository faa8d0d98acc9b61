import { folderSite } from './folder-site.ts'

/** Astro (https://docs.astro.build/en/guides/content-collections/, `packages/astro/src/content/utils.ts`). */
export const astro = folderSite('Astro', (text, { settings }) => (settings.hasPages === true ? text : githubSlug(text)))

/** What Astro's settings need of the site. */
export interface AstroSettings {
  /** Whether the articles are pages, which are at the path of their file, and not entries of a collection. */
  hasPages: boolean
}

/** The slug of a heading on GitHub, which Astro has in the ids of entries. */
function githubSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')
}
