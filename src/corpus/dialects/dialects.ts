import type { Generator } from '../corpus-profile.ts'
import { astro } from './astro.ts'
import type { Dialect } from './dialect.ts'
import { docusaurus } from './docusaurus.ts'
import { eleventy } from './eleventy.ts'
import { folderSite } from './folder-site.ts'
import { hexo } from './hexo.ts'
import { hugo } from './hugo.ts'
import { jekyll } from './jekyll.ts'
import { none } from './none.ts'
import { obsidian } from './obsidian.ts'
import { pelican } from './pelican.ts'
import { zola } from './zola.ts'

/** The rules of each generator. */
export const dialects: Readonly<Record<Generator, Dialect>> = {
  hugo,
  jekyll,
  hexo,
  eleventy,
  docusaurus,
  gatsby: folderSite('Gatsby'),
  astro,
  zola,
  pelican,
  obsidian,
  none,
}
