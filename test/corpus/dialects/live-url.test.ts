import { describe, expect, it } from 'vitest'
import type { CorpusProfile } from '../../../src/corpus/corpus-profile.ts'
import type { Page } from '../../../src/corpus/dialects/dialect.ts'
import { liveUrl } from '../../../src/corpus/dialects/live-url.ts'
import { profileOf } from '../../support/profile.ts'

type Given = Partial<Omit<Page, 'fields'>> & { fields?: Record<string, unknown> }

const plain: Partial<CorpusProfile> = { site: 'https://example.org' }

function addressOf(page: Given, settings: Partial<CorpusProfile>): { url?: string; id?: string } {
  const whole = { path: 'a.md', title: 'A', published: new Date('2020-01-31T12:00:00Z'), fields: {}, ...page }
  const found = liveUrl(whole, profileOf(settings))
  return found && 'url' in found ? found : {}
}

const urlOf = (page: Given, settings = plain) => addressOf(page, settings).url

const idOf = (page: Given, settings: Partial<CorpusProfile>) => addressOf(page, settings).id

describe('the URL of an article on its site', () => {
  it('is unknown without a site', () => {
    expect(urlOf({}, {})).toBeUndefined()
  })

  it('is the path of its file without a generator', () => {
    expect(urlOf({ path: 'a/2020-01-31-b.md' })).toBe('https://example.org/a/2020-01-31-b')
    expect(urlOf({ path: 'a/b/index.md' })).toBe('https://example.org/a/b')
    expect(urlOf({ path: 'a/b.md', slug: 'c' })).toBe('https://example.org/a/c')
    expect(urlOf({ path: 'a b/ü?.md' })).toBe('https://example.org/a%20b/%C3%BC%3F')
  })

  it('is below the path of the site', () => {
    expect(urlOf({}, { site: 'https://example.org/en/blog' })).toBe('https://example.org/en/blog/a')
  })

  it('is what the article says, before anything else', () => {
    const settings = { ...plain, permalinks: [{ files: '**', pattern: '/p/:slug' }] }
    expect(urlOf({ fields: { permalink: '/own/path/' } }, settings)).toBe('https://example.org/own/path/')
    expect(urlOf({ fields: { url: 'own.html' } }, settings)).toBe('https://example.org/own.html')
    expect(urlOf({ fields: { path: '/a%20b/ü' } }, settings)).toBe('https://example.org/a%20b/%C3%BC')
    expect(urlOf({ fields: { permalink: 'https://other.org/x' } }, settings)).toBe('https://other.org/x')
  })

  it.each([
    'https://cdn.example.org/a.mp3',
    '/audio/a.m4a?x',
    '{{ page.date }}/x/',
    '/{% x %}/',
    'content/a.md',
    '',
    false,
  ])('is not %s of the front matter', (value) => {
    expect(urlOf({ fields: { permalink: value, url: value, path: value } })).toBe('https://example.org/a')
  })

  it('follows the first pattern whose glob matches', () => {
    const permalinks = [
      { files: 'show/**', pattern: '/show/:show_slug/:slug/' },
      { files: '**', pattern: '/:year/:month/:day/:title' },
    ]
    expect(urlOf({ path: 'show/x/0001.md', slug: '1', fields: { show_slug: 'x' } }, { ...plain, permalinks })).toBe(
      'https://example.org/show/x/1/',
    )
    expect(urlOf({ path: 'b.md', title: 'Hello, World' }, { ...plain, permalinks })).toBe(
      'https://example.org/2020/01/31/hello-world',
    )
  })
})

describe('a URL pattern', () => {
  const by = (pattern: string, page: Given = {}, settings: Partial<CorpusProfile> = {}) =>
    urlOf(page, { ...plain, permalinks: [{ files: '**', pattern }], ...settings })

  it('has the tokens of the path', () => {
    const page = { path: 'a/b/2020-01-31-c d.md' }
    expect(by('/:path/', page)).toBe('https://example.org/a/b/2020-01-31-c%20d/')
    expect(by('/:dir/:filename', page)).toBe('https://example.org/a/b/2020-01-31-c%20d')
    expect(by('/:section/:slug.html', page)).toBe('https://example.org/a/c%20d.html')
    expect(by('/:section/:slug', { path: 'a/b/2020-01-31-c/index.md' })).toBe('https://example.org/a/c')
  })

  it('has the date in the time zone of the corpus', () => {
    const page = { published: new Date('2020-01-01T03:04:05Z') }
    expect(by(':year/:month/:day/:hour:minute', page)).toBe('https://example.org/2020/01/01/0304')
    expect(by(':year/:month/:day/:hour:minute', page, { timezone: 'America/New_York' })).toBe(
      'https://example.org/2019/12/31/2204',
    )
  })

  it('separates a token from an underscore after it', () => {
    expect(by('/:year_:month/:slug')).toBe('https://example.org/2020_01/a')
  })

  it('drops an empty token, and is unknown if an article has no value for one', () => {
    expect(by('/:dir/:slug/')).toBe('https://example.org/a/')
    expect(by('/:nothing/:slug/')).toBeUndefined()
  })

  it('takes scalar fields, and the language of the article or the corpus', () => {
    expect(by('/:lang/:number/:slug', { fields: { number: 7, tags: ['x'] } }, { language: 'de' })).toBe(
      'https://example.org/de/7/a',
    )
    expect(by('/:lang/:slug', { fields: { lang: 'fr' } }, { language: 'de' })).toBe('https://example.org/fr/a')
  })

  it('keeps what is percent-encoded in it, and encodes values once', () => {
    expect(by('/a%2Bb/:title2/:slug', { slug: '100%25 ü', fields: { title2: 'x y' } })).toBe(
      'https://example.org/a%2Bb/x%20y/100%2525%20%C3%BC',
    )
  })
})

describe('Hugo', () => {
  const hugo = (settings: Record<string, unknown> = {}, more: Partial<CorpusProfile> = {}): Partial<CorpusProfile> => ({
    ...plain,
    generator: 'hugo',
    settings,
    ...more,
  })

  it('has the path in lower case, with hyphens for blanks', () => {
    expect(urlOf({ path: 'note/Ünï Cöde.v1.md' }, hugo())).toBe('https://example.org/note/%C3%BCn%C3%AF-c%C3%B6de.v1/')
    expect(urlOf({ path: "note/q'uote+plus.md" }, hugo())).toBe('https://example.org/note/quote+plus/')
    expect(urlOf({ path: 'note/amp&.md' }, hugo())).toBe('https://example.org/note/amp/')
    expect(urlOf({ path: 'note/a--b__c.md' }, hugo())).toBe('https://example.org/note/a--b__c/')
    expect(urlOf({ path: 'note/2020-01-31-x.md' }, hugo())).toBe('https://example.org/note/2020-01-31-x/')
    expect(urlOf({ path: 'Note/Two Words.md' }, hugo({ keepsCase: true }))).toBe('https://example.org/Note/Two-Words/')
    expect(urlOf({ path: 'note/Ünï.md' }, hugo({ removesAccents: true }))).toBe('https://example.org/note/uni/')
  })

  it('has the slug in place of the name, and bundles by their folder', () => {
    expect(urlOf({ path: 'post/x.md', slug: 'My Slug' }, hugo())).toBe('https://example.org/post/my-slug/')
    expect(urlOf({ path: 'post/sub/x/index.md' }, hugo())).toBe('https://example.org/post/sub/x/')
  })

  it('has patterns by section', () => {
    const permalinks = { post: '/:year/:monthname/:sections[1:]/:slug/', '/': '/top/:contentbasename/' }
    expect(urlOf({ path: 'post/sub/2020-01-31-x.md', title: 'Hello, World!' }, hugo({ permalinks }))).toBe(
      'https://example.org/2020/january/sub/hello-world/',
    )
    expect(urlOf({ path: 'x.md' }, hugo({ permalinks }))).toBe('https://example.org/top/x/')
    expect(
      urlOf({ path: 'post/x.md', slug: 's' }, hugo({ permalinks: { post: '/:yearday/:weekday/:slugorfilename' } })),
    ).toBe('https://example.org/31/5/s/')
  })

  it('has ugly URLs where the site wants them', () => {
    expect(urlOf({ path: 'post/x.md' }, hugo({ uglyUrls: true }))).toBe('https://example.org/post/x.html')
    expect(urlOf({ path: 'post/x.md' }, hugo({ uglyUrls: { docs: true } }))).toBe('https://example.org/post/x/')
  })

  it('has the language in the path, but for the default one', () => {
    const settings = { languages: { en: { folder: 'english/' }, de: {} }, defaultLanguage: 'en' }
    expect(urlOf({ path: 'english/post/x.md' }, hugo(settings))).toBe('https://example.org/post/x/')
    expect(urlOf({ path: 'post/x.de.md' }, hugo(settings))).toBe('https://example.org/de/post/x/')
    expect(urlOf({ path: 'post/x.v2.md' }, hugo(settings))).toBe('https://example.org/post/x.v2/')
    expect(urlOf({ path: 'english/post/x.md' }, hugo({ ...settings, isDefaultInFolder: true }))).toBe(
      'https://example.org/en/post/x/',
    )
  })

  it('has the `url` of the article as written', () => {
    expect(urlOf({ fields: { url: '/Custom/A b/' } }, hugo())).toBe('https://example.org/Custom/A%20b/')
    expect(urlOf({ fields: { url: 'custom/x.html' } }, hugo())).toBe('https://example.org/custom/x.html')
    expect(urlOf({ fields: { url: '/x' } }, hugo({ uglyUrls: true }))).toBe('https://example.org/x/')
  })

  it('has the date in the zone that the article names, else that of the site', () => {
    const permalinks = { post: '/:year/:month/:day/' }
    const published = new Date('2020-02-04T04:30:00Z')
    const at = (date: unknown) => urlOf({ path: 'post/x.md', published, fields: { date } }, hugo({ permalinks }))
    expect(at('2020-02-03T23:30:00-05:00')).toBe('https://example.org/2020/02/03/')
    expect(at('2020-02-03 23:30:00 -0500')).toBe('https://example.org/2020/02/03/')
    expect(at('2020-02-04T04:30:00Z')).toBe('https://example.org/2020/02/04/')
    expect(at('2020-02-04 04:30:00')).toBe('https://example.org/2020/02/04/')
  })

  it('starts paths from the content folder, wherever CONTENT_DIR is', () => {
    expect(urlOf({ path: 'x.md' }, hugo({}, { prefix: 'post/2020/' }))).toBe('https://example.org/post/2020/x/')
    expect(urlOf({ path: 'content/post/x.md' }, hugo({ contentFolder: 'content/' }))).toBe(
      'https://example.org/post/x/',
    )
  })
})

describe('Jekyll', () => {
  const jekyll = (
    settings: Record<string, unknown> = {},
    more: Partial<CorpusProfile> = {},
  ): Partial<CorpusProfile> => ({
    ...plain,
    generator: 'jekyll',
    settings,
    ...more,
  })
  const post = { path: '_posts/2020-01-31-My_Post v1.2.md' }

  it.each([
    ['date', 'https://example.org/2020/01/31/My_Post-v1.2.html'],
    ['pretty', 'https://example.org/2020/01/31/My_Post-v1.2/'],
    ['ordinal', 'https://example.org/2020/031/My_Post-v1.2.html'],
    ['weekdate', 'https://example.org/2020/W05/Fri/My_Post-v1.2.html'],
    ['none', 'https://example.org/My_Post-v1.2.html'],
    ['/blog/:year/:i_month/:slug', 'https://example.org/blog/2020/1/my-post-v1-2'],
    [':title', 'https://example.org/My_Post-v1.2'],
  ])('has the permalink style %s', (permalink, url) => {
    expect(urlOf(post, jekyll({ permalink }))).toBe(url)
  })

  it('has categories of folders and fields', () => {
    const page = { path: 'News/_posts/2020-01-31-x.md', fields: { categories: 'Big Deal', category: 'C D' } }
    expect(urlOf(page, jekyll())).toBe('https://example.org/news/big/deal/c%20d/2020/01/31/x.html')
    expect(urlOf(page, jekyll({ permalink: '/:slugified_categories/:title/' }))).toBe(
      'https://example.org/news/big/deal/c-d/x/',
    )
    expect(urlOf({ path: '2020-01-31-x.md' }, jekyll({}, { prefix: 'en/_posts/' }))).toBe(
      'https://example.org/en/2020/01/31/x.html',
    )
  })

  it('has permalinks of defaults and of the article, which can have tokens', () => {
    const defaults = [
      { path: '', type: 'posts', permalink: '/p/:title/' },
      { path: '_posts/old', permalink: '/old/:title/' },
    ]
    expect(urlOf(post, jekyll({ defaults }))).toBe('https://example.org/p/My_Post-v1.2/')
    expect(urlOf({ path: '_posts/old/2020-01-31-x.md' }, jekyll({ defaults }))).toBe('https://example.org/old/x/')
    expect(urlOf({ ...post, fields: { permalink: '/:year/own' } }, jekyll({ defaults }))).toBe(
      'https://example.org/2020/own',
    )
  })

  it('has collections', () => {
    const settings = { collections: { docs: { permalink: '/:collection/:path/' }, notes: {} }, permalink: 'pretty' }
    expect(urlOf({ path: '_docs/a/b.md' }, jekyll(settings))).toBe('https://example.org/docs/a/b/')
    expect(urlOf({ path: '_notes/b.md' }, jekyll(settings))).toBe('https://example.org/notes/b/')
  })

  it('has the ids of jekyll-feed: the folder of the URL and the name', () => {
    expect(idOf({ path: '_posts/2020-01-31-x.md' }, jekyll())).toBe('https://example.org/2020/01/31/x')
    expect(idOf({ path: '_posts/2020-01-31-x.md' }, jekyll({ permalink: 'pretty' }))).toBe(
      'https://example.org/2020/01/31/x',
    )
    expect(idOf({ path: '_posts/2020-01-31-x.md', fields: { permalink: '/a/b/' } }, jekyll())).toBe(
      'https://example.org/a/x',
    )
  })
})

describe('Hexo', () => {
  const hexo = (settings: Record<string, unknown> = {}): Partial<CorpusProfile> => ({
    ...plain,
    generator: 'hexo',
    settings,
  })

  it('has the path below _posts by default', () => {
    expect(urlOf({ path: '_posts/sub/My Post.md' }, hexo())).toBe('https://example.org/2020/01/31/sub/My%20Post/')
  })

  it('takes the title from the name as new posts are named', () => {
    const settings = { newPostName: ':year-:month-:day-:title.md', permalink: 'news/:year/:title/' }
    expect(urlOf({ path: '_posts/2020-01-31-x.md' }, hexo(settings))).toBe('https://example.org/news/2020/x/')
    expect(urlOf({ path: '_posts/sub/X y.md' }, hexo(settings))).toBe('https://example.org/news/2020/sub-X-y/')
  })

  it('has the category, its hash and other fields', () => {
    const at = (permalink: string, fields = {}) => urlOf({ path: '_posts/x.md', fields }, hexo({ permalink }))
    expect(at(':category/:name/')).toBe('https://example.org/uncategorized/x/')
    expect(at(':category/:name/', { categories: ['A b', 'C'] })).toBe('https://example.org/A-b/C/x/')
    expect(at('posts/:abbrlink.html', { abbrlink: 12345 })).toBe('https://example.org/posts/12345.html')
    expect(at(':hash/')).toBe('https://example.org/b34c3fac5f24/')
  })

  it('has the date without regard to a zone that YAML knows', () => {
    const at = (published: string, date: string) =>
      urlOf(
        { path: '_posts/x.md', published: new Date(published), fields: { date } },
        { ...hexo(), timezone: 'Asia/Taipei' },
      )
    expect(at('2020-01-04T22:00:00Z', '2020-01-04T22:00:00Z')).toBe('https://example.org/2020/01/04/x/')
    expect(at('2020-01-04T22:00:00Z', '2020-01-05 06:00:00 +08:00')).toBe('https://example.org/2020/01/04/x/')
    expect(at('2020-01-04T22:00:00Z', '2020-01-05 06:00:00 +0800')).toBe('https://example.org/2020/01/05/x/')
    expect(at('2020-01-04T22:00:00Z', '2020-01-05 06:00:00')).toBe('https://example.org/2020/01/05/x/')
  })

  it('has its own permalink, with a slash where posts have folders', () => {
    const page = { path: '_posts/x.md', fields: { permalink: 'own/path' } }
    expect(urlOf(page, hexo())).toBe('https://example.org/own/path')
    expect(urlOf(page, hexo({ hasAssetFolders: true }))).toBe('https://example.org/own/path/')
  })

  it('ends as pretty_urls wants', () => {
    expect(urlOf({ path: '_posts/x.md' }, hexo({ permalink: ':title.html', trailingHtml: false }))).toBe(
      'https://example.org/x',
    )
    expect(urlOf({ path: '_posts/x.md' }, hexo({ permalink: ':title/index.html', trailingIndex: false }))).toBe(
      'https://example.org/x/',
    )
  })
})

describe('other generators', () => {
  const by = (generator: CorpusProfile['generator'], page: Given, more: Partial<CorpusProfile> = {}) =>
    urlOf(page, { ...plain, generator, ...more })

  it('Eleventy has the path without a date, and no index.html', () => {
    expect(by('eleventy', { path: 'posts/2020-01-31-x.md' })).toBe('https://example.org/posts/x/')
    expect(by('eleventy', { path: 'posts/x/index.md' })).toBe('https://example.org/posts/x/')
    expect(by('eleventy', { path: 'posts/x.md', slug: 'y' })).toBe('https://example.org/posts/y/')
    expect(by('eleventy', { path: 'posts/x/x.md' })).toBe('https://example.org/posts/x/')
    expect(by('eleventy', { fields: { permalink: 'a/b/index.html' } })).toBe('https://example.org/a/b/')
  })

  it('Docusaurus has the date of the name below the folder of the blog', () => {
    const at = (path: string, slug?: string) =>
      by('docusaurus', { path, ...(slug ? { slug } : {}) }, { prefix: 'blog/' })
    expect(at('2021-04-15-x.md')).toBe('https://example.org/blog/2021/04/15/x')
    expect(at('2021-04-15-x/index.mdx')).toBe('https://example.org/blog/2021/04/15/x')
    expect(at('2021/04/15/x.md')).toBe('https://example.org/blog/2021/04/15/x')
    expect(at('2021/04/15-x.md')).toBe('https://example.org/blog/2021/04/15/x')
    expect(at('releases/2021-4-5-x.md')).toBe('https://example.org/blog/2021/4/5/releases/x')
    expect(at('x.md')).toBe('https://example.org/blog/x')
    expect(at('2021-04-15-x.md', 'welcome')).toBe('https://example.org/blog/welcome')
    expect(at('2021-04-15-x.md', '/a/b')).toBe('https://example.org/blog/a/b')
    expect(by('docusaurus', { path: 'blog/2021-04-15-x.md' })).toBe('https://example.org/blog/2021/04/15/x')
    expect(by('docusaurus', { path: '2021-04-15-x.md' })).toBe('https://example.org/blog/2021/04/15/x')
  })

  it('Gatsby and Astro have the path, or the slug', () => {
    expect(by('gatsby', { path: 'hello-world/index.md' })).toBe('https://example.org/hello-world/')
    expect(by('astro', { path: 'x.md', slug: 'y' }, { prefix: 'blog/' })).toBe('https://example.org/blog/y/')
    expect(by('gatsby', { path: 'x.md', slug: '/a/y/' }, { prefix: 'blog/' })).toBe('https://example.org/a/y/')
  })

  it('Astro has the ids of content collections, and pages as they are', () => {
    const at = (path: string, settings = {}) => by('astro', { path }, { prefix: 'blog/', settings })
    expect(at('Nested Dir/CamelCase_under v1.2 — Ünï & 日本語+.md')).toBe(
      'https://example.org/blog/nested-dir/camelcase_under-v12--%C3%BCn%C3%AF--%E6%97%A5%E6%9C%AC%E8%AA%9E/',
    )
    expect(at('A b/index.mdx')).toBe('https://example.org/blog/a-b/')
    expect(at('v1.2 Released.md', { hasPages: true })).toBe('https://example.org/blog/v1.2%20Released/')
  })

  it('Zola has the section and the slug, without a date', () => {
    expect(by('zola', { path: 'My Blog/2020-01-31-Hello World.md' })).toBe('https://example.org/My%20Blog/hello-world/')
    expect(by('zola', { path: 'blog/2020-01-31_x/index.md' })).toBe('https://example.org/blog/x/')
    expect(by('zola', { path: '2018-08-2x-psa.md' })).toBe('https://example.org/2018-08-2x-psa/')
    expect(by('zola', { path: 'blog/x.md', slug: 'Y z' })).toBe('https://example.org/blog/y-z/')
    expect(by('zola', { path: 'blog/x.md', fields: { path: 'a/b' } })).toBe('https://example.org/a/b/')
    expect(by('zola', { path: 'blog/2020-01-31-x.md' }, { settings: { keepsDates: true } })).toBe(
      'https://example.org/blog/2020-01-31-x/',
    )
    expect(by('zola', { path: 'blog/Tes t (hey)?. .md' }, { settings: { slugify: 'safe' } })).toBe(
      'https://example.org/blog/Tes%20t%20(hey)/',
    )
    expect(by('zola', { path: 'blog/x.fr.md' }, { settings: { languages: ['fr'] } })).toBe(
      'https://example.org/fr/blog/x/',
    )
  })

  it('Pelican has the slug of the title', () => {
    expect(by('pelican', { title: 'This Week in <em>Rust</em>: №1 – “Ünï_x”' })).toBe(
      'https://example.org/this-week-in-rust-no1-uni_x.html',
    )
    expect(by('pelican', { slug: 'own' })).toBe('https://example.org/own.html')
  })

  it('Pelican has the language of a translation after the slug', () => {
    const at = (lang: string, language?: string) =>
      by('pelican', { fields: { lang } }, language === undefined ? {} : { language })
    expect(at('fr')).toBe('https://example.org/a-fr.html')
    expect(at('en')).toBe('https://example.org/a.html')
    expect(at('fr', 'fr')).toBe('https://example.org/a.html')
  })

  it('Pelican has the date in the zone that the article names', () => {
    const page = { published: new Date('2020-01-10T04:00:00Z'), fields: { date: '2020-01-09T23:00:00-05:00' } }
    const permalinks = [{ files: '**', pattern: '/:year/:month/:day/:slug/' }]
    expect(by('pelican', page, { permalinks })).toBe('https://example.org/2020/01/09/a/')
    expect(idOf(page, { ...plain, generator: 'pelican' })).toBe('tag:example.org,2020-01-09:/a.html')
  })

  it('Pelican has tag URIs for ids', () => {
    const page = { slug: 'a', published: new Date('2020-02-01T03:00:00Z') }
    expect(idOf(page, { ...plain, generator: 'pelican', timezone: 'America/New_York' })).toBe(
      'tag:example.org,2020-01-31:/a.html',
    )
  })

  it('Obsidian has the path with hyphens', () => {
    expect(by('obsidian', { path: 'My Notes/A & B?.md' })).toBe('https://example.org/My-Notes/A--and--B')
  })
})

describe('the id of an article in the feed of its generator', () => {
  const of = (generator: CorpusProfile['generator'], path: string) => idOf({ path }, { ...plain, generator })

  it('has a number sign as a fragment', () => {
    expect(of('hugo', 'post/C# tips.md')).toBe('https://example.org/post/c#-tips/')
    expect(of('jekyll', '_posts/2020-01-31-c#-tips.md')).toBe('https://example.org/2020/01/31/c#-tips')
    expect(of('hexo', '_posts/C# F#.md')).toBe('https://example.org/2020/01/31/C#%20F#/')
    expect(of('eleventy', 'C# F#.md')).toBe('https://example.org/C#%20F#/')
    expect(of('jekyll', 'c#/_posts/2020-01-31-c#-f#.md')).toBe('https://example.org/c%23/2020/01/31/c#-f%23')
    expect(urlOf({ path: 'post/C# tips.md' }, { ...plain, generator: 'hugo' })).toBe(
      'https://example.org/post/c%23-tips/',
    )
  })

  it('is not encoded with Docusaurus and Zola', () => {
    expect(of('docusaurus', 'blog/2020-01-31-日本語 ü.md')).toBe('https://example.org/blog/2020/01/31/日本語%20ü')
    expect(of('zola', 'Über/a.md')).toBe('https://example.org/Über/a/')
  })
})
