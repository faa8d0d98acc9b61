import type { CorpusProfile } from '../../src/corpus/corpus-profile.ts'

/** What the owner of a site would write into `feedmill.yaml`, where the configuration of the site is not data. */
export const OWNER_SETTINGS: Record<string, Partial<CorpusProfile>> = {
  'docusaurus-babel': { generator: 'docusaurus', prefix: 'blog/' },
  'docusaurus-react-native': { generator: 'docusaurus', prefix: 'blog/' },
  'gatsby-react': { generator: 'gatsby', ...permalink('/blog/:year/:month/:day/:slug.html') },
  'hexo-hexo': {},
  'hugo-json-jupiter': {},
  'hugo-letsencrypt': permalink('/:year/:month/:day/:slug/'),
  'jekyll-brew': {},
  'jekyll-jekyll': {},
  'jekyll-ruby': {},
  'next-nodejs': {},
  'pelican-this-week-in-rust': { generator: 'pelican', ...permalink('/blog/:year/:month/:day/:slug/') },
  'vitepress-vue': permalink('/posts/:path'),
  'zola-rust-embedded': {},
}

/** A `slug` is the whole path below the blog (babel.dev/blog/contributing-to-babel-three-lessons-to-remember). */
export const CORRECTED_LINKS: Record<string, string> = {
  'https://babeljs.io/blog/2017/08/16/contributing-to-babel-three-lessons-to-remember':
    'https://babeljs.io/blog/contributing-to-babel-three-lessons-to-remember',
}

function permalink(pattern: string): Partial<CorpusProfile> {
  return { permalinks: [{ files: '**', pattern }] }
}
