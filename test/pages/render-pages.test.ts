import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentsOfPages } from '../../src/pages/render-pages.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { ASSETS } from '../support/assets.ts'
import { select } from '../support/feeds.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { hostileCorpus } from '../support/hostile.ts'
import { PAGE_CORPUS } from '../support/page-corpus.ts'
import { rendered } from '../support/rendered.ts'

const PUBLIC_URL = 'https://feeds.example/news'

type Files = Readonly<Record<string, string>>

interface Options {
  pageImages?: boolean
  feedItems?: number
  archiveItems?: number
}

describe('the pages', () => {
  const files = {
    ...linkPosts(2),
    'my-day.md': `${linkPost({ originalUrl: undefined, locale: 'de', title: 'Mein <Tag>' })}\n*Gut*.`,
    'topics/ai.yaml': 'name: AI\ndescription: Machines & minds',
  }

  it('are the home page, a page for all articles and each topic, and one for each hosted article', () => {
    expect([...pagesOf(files).keys()]).toEqual([
      'index.html',
      'about/json/index.html',
      'topics/all/index.html',
      'topics/ai/index.html',
      'articles/my-day/index.html',
    ])
  })

  it('show the topics, with links to copy', () => {
    const home = pageAt('index.html', files)
    expect(home).toContain('<a href="/news/topics/ai/" dir="auto">AI</a>')
    expect(home).toContain('Machines &amp; minds')
    expect(home).toContain(
      '<a class="newest" href="/news/articles/my-day/" lang="de" dir="ltr">Mein &lt;Tag></a>, <time lang="en" dir="ltr" datetime="2026-01-02T03:04:05.000Z">2 January 2026</time>',
    )
    expect(home).toContain('3 articles in the last year, by week</p>')
    expect(home).toContain('<a href="/news/topics/all/">See all 3 articles</a>')
    expect(home).toContain('<a href="https://feeds.example/news/feeds/ai.xml"')
    expect(home).toContain('href="/news/feeds.opml"')
  })

  it('draw articles per week in the year that ends with the newest article of all topics', () => {
    const home = pageAt('index.html', {
      'new.md': linkPost({ originalUrl: 'https://example.org/new', publishedDateTime: '2026-05-20', topics: ['Now'] }),
      'a.md': linkPost({ originalUrl: 'https://example.org/a', publishedDateTime: '2026-05-13' }),
      'b.md': linkPost({ originalUrl: 'https://example.org/b', publishedDateTime: '2026-05-12' }),
      'old.md': linkPost({ originalUrl: 'https://example.org/old', publishedDateTime: '2025-05-12' }),
    })
    expect(home).toContain(
      'aria-label="Articles per week"><path class="base" d="M0 27.5h208"></path><path d="M202 27v-17">',
    )
    expect(home).toContain('3 articles, 2 in the last year, by week</p>')
  })

  it('draw nothing if a topic had no article in that year', () => {
    const home = pageAt('index.html', {
      'new.md': linkPost({ originalUrl: 'https://example.org/new', publishedDateTime: '2026-05-20', topics: [] }),
      'old.md': linkPost({ originalUrl: 'https://example.org/old', publishedDateTime: '2025-05-12' }),
    })
    expect(home).toContain('1 article, none in the last year</p>')
    expect(home).not.toContain('<svg')
  })

  it('mention topics only if there are any, and filter them only if there are many', () => {
    const home = pageAt('index.html', { 'a.md': linkPost({ topics: [] }) })
    expect(home).not.toMatch(/choose among|id="topics"|OPML/)
    expect(pageAt('index.html', files)).not.toContain('id="filter"')
    expect(pageAt('index.html', PAGE_CORPUS)).toContain('id="filter"')
  })

  it('can all be reached by links from the home page', () => {
    const pages = pagesOf(PAGE_CORPUS, { feedItems: 4, archiveItems: 5 })
    const reached = new Set<string>(['index.html'])
    for (const path of reached) {
      for (const [, link = ''] of pages.get(path)?.matchAll(/href="\/news\/([^"]*)"/g) ?? []) {
        const linked = `${decodeURI(link)}index.html`
        if (pages.has(linked)) reached.add(linked)
      }
    }
    expect([...pages.keys()].filter((path) => !reached.has(path))).toEqual(['about/json/index.html'])
  })

  it('link a hosted article without topics to its neighbours among all articles', () => {
    const page = pageAt('articles/loose/index.html', PAGE_CORPUS)
    expect(page).toMatch(
      /<nav aria-label="More in All articles"><h2><a href="\/news\/topics\/all\/" lang="en" dir="ltr">/,
    )
    expect(page).toContain('<span lang="en" dir="ltr">Earlier</span> <a href="https://news.example/report-20"')
  })

  it('sort topics with numbers in natural order', () => {
    const topics = ['Top 100', 'Top 20', 'Top 3'].map((name) => [
      `${name}.md`,
      linkPost({ originalUrl: `https://example.org/${name}`, topics: [name] }),
    ])
    const home = pageAt('index.html', Object.fromEntries(topics))
    expect([...home.matchAll(/>(Top \d+)<\/a>/g)].map(([, name]) => name)).toEqual(['Top 3', 'Top 20', 'Top 100'])
  })

  it('let readers discover the feeds of a page', () => {
    expect(pageAt('topics/ai/index.html', files)).toContain(
      '<link rel="alternate" type="application/atom+xml" title="AI – The Mill (Atom)" href="https://feeds.example/news/feeds/ai.atom"/>',
    )
  })

  it('show a hosted article in its language, escaped except sanitized HTML', () => {
    const page = pageAt('articles/my-day/index.html', files)
    expect(page).toContain('<html lang="de" dir="ltr">')
    expect(page).toContain('<h1>Mein &lt;Tag></h1>')
    expect(page).toContain('<p><em>Gut</em>.</p>')
    expect(page).toContain('<link rel="canonical" href="https://feeds.example/news/articles/my-day/"/>')
    const feeds = Array.from(page.matchAll(/<link rel="alternate"[^>]* href="https:\/\/feeds.example\/news\/([^"]*)"/g))
    expect(feeds.map(([, path]) => path)).toEqual([
      'feeds/ai.xml',
      'feeds/ai.atom',
      'feeds/ai.json',
      'feeds/all.xml',
      'feeds/all.atom',
      'feeds/all.json',
    ])
    expect(page).toContain('<link rel="icon" href="/news/icon.png" type="image/png"/>')
    expect(page).toContain('<link rel="icon" href="/news/icon.svg" type="image/svg+xml"/>')
  })

  it('show right-to-left text in that direction', () => {
    expect(pageAt('topics/arabic/index.html', PAGE_CORPUS)).toContain('<html lang="ar" dir="rtl">')
    expect(pageAt('articles/map/index.html', PAGE_CORPUS)).toContain('<article lang="ar" dir="rtl">')
    expect(pageAt('index.html', PAGE_CORPUS)).toContain('lang="ar" dir="rtl">خرائط</a>')
    expect(pageAt('topics/arabic/page/oldest/index.html', PAGE_CORPUS, { feedItems: 1 })).toContain(
      '<a href="/news/topics/arabic/" lang="ar" dir="rtl">خرائط</a>',
    )
  })

  it('mark the language of names in English text', () => {
    const home = pageAt('index.html', {
      'topics/a.yaml': 'name: Karten\nlanguage: de',
      'topics/b.yaml': 'name: Atlanten\nlanguage: de\nparent: Karten',
    })
    expect(home).toContain('<span class="parent" lang="en" dir="ltr"> in <bdi lang="de" dir="ltr">Karten</bdi></span>')
  })

  it('link a topic to its parents, siblings and children', () => {
    const machineLearning = pageAt('topics/machine-learning/index.html', PAGE_CORPUS)
    expect(machineLearning).toMatch(/aria-label="Breadcrumb">.*<a href="\/news\/topics\/ai\/" dir="auto">AI<\/a>/)
    expect(machineLearning).toMatch(/Related topics<\/h2>.*<a href="\/news\/topics\/robots\/" dir="auto">Robots<\/a>/)
    expect(pageAt('topics/ai/index.html', PAGE_CORPUS)).toMatch(/Subtopics<\/h2>.*Machine Learning<\/a>.*Robots<\/a>/)
  })

  it('name the nearest ancestors of a topic in a long chain of parents', () => {
    const chain = Array.from({ length: 30 }, (_, index) => [
      `topics/${index}.yaml`,
      `name: T${index}\ndescription: Deep.${index > 0 ? `\nparent: T${index - 1}` : ''}`,
    ])
    const page = pageAt('topics/t29/index.html', Object.fromEntries(chain))
    const trail = /aria-label="Breadcrumb">(.*?)<\/nav>/.exec(page)?.[1] ?? ''
    expect([...trail.matchAll(/>(T\d+)</g)].map(([, name]) => name)).toEqual([
      'T21',
      'T22',
      'T23',
      'T24',
      'T25',
      'T26',
      'T27',
      'T28',
    ])
  })

  it('link a hosted article to its neighbours in each of its topics', () => {
    const page = pageAt('articles/hosted/index.html', PAGE_CORPUS)
    expect(page).toContain('<span lang="en" dir="ltr">Earlier</span> <a href="https://news.example/report-2"')
    expect(page).toContain('<span lang="en" dir="ltr">Later</span> <a href="https://news.example/report-1"')
    expect(page).toMatch(/aria-label="More in Machine Learning"><h2><a href="[^"]*" dir="auto">[^<]*<\/a><\/h2><\/nav>/)
  })

  it('run nothing and load nothing from other hosts, whatever the articles contain', () => {
    fc.assert(
      fc.property(hostileCorpus, (hostile) => {
        for (const body of pagesOf(hostile).values()) {
          const tags = body.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? []
          for (const tag of tags) {
            if (tag === '<script type="module" src="/news/script.1.js">') continue
            expect(tag.replace(/="[^"]*"/g, '')).not.toMatch(/^<(script|iframe|form|base)|\son\w+|\sstyle\b/i)
            if (tag.startsWith('<img')) expect(tag).toContain(` src="${PUBLIC_URL}/`)
          }
        }
      }),
      fuzzing(0.01),
    )
  })
})

describe('the history of a topic', () => {
  const paging = { feedItems: 4, archiveItems: 5 }

  it("has pages with the articles that are not on the topic's page, under their dates", () => {
    const pages = pagesOf(linkPosts(14), paging)
    const shown = [...pages]
      .filter(([path]) => path.startsWith('topics/ai/'))
      .map(([path, body]) => [
        path,
        /<h1[^>]*>[^<]*<.h1>.*?<h2[^>]*>([^<]*2025)</s.exec(body)?.[1],
        [...body.matchAll(/>Post ai-(\d+)</g)].map(([, number]) => number).join(' '),
      ])
    expect(shown).toEqual([
      ['topics/ai/index.html', undefined, '0 1 2 3'],
      ['topics/ai/page/oldest/index.html', '19 December 2025 to 22 December 2025', '10 11 12 13'],
      ['topics/ai/page/88a0d67c7dec0932/index.html', '23 December 2025 to 26 December 2025', '6 7 8 9'],
      ['topics/ai/page/31817508f382011a/index.html', '27 December 2025 to 28 December 2025', '4 5'],
    ])
  })

  it('links from the newest articles to the oldest and back', () => {
    const pages = pagesOf(linkPosts(14), paging)
    const links = (path: string) =>
      [...(pages.get(path) ?? '').matchAll(/class="onward" href="([^"]+)"[^>]*>([^<]+)/g)].map(([, url, text]) => [
        text,
        url,
      ])
    const [newer, middle, oldest] = ['31817508f382011a', '88a0d67c7dec0932', 'oldest'].map(
      (name) => `topics/ai/page/${name}/`,
    )
    expect(links('topics/ai/index.html')).toEqual([['Older articles', `/news/${newer}`]])
    expect(links(`${newer}index.html`)).toEqual([
      ['Older articles', `/news/${middle}`],
      ['Newer articles', '/news/topics/ai/'],
    ])
    expect(links(`${middle}index.html`)).toEqual([
      ['Older articles', `/news/${oldest}`],
      ['Newer articles', `/news/${newer}`],
    ])
    expect(links(`${oldest}index.html`)).toEqual([['Newer articles', `/news/${middle}`]])
  })

  it('links to the page with the newest article of each year', () => {
    const years = pageAt('topics/ai/index.html', linkPosts(400), { feedItems: 4, archiveItems: 100 })
    expect(years).toContain(
      '<li><a href="/news/topics/ai/page/02018828518bbff5/">2025</a></li><li><a href="/news/topics/ai/page/oldest/">2024</a></li>',
    )
  })

  it('does not exist without archives', () => {
    const paths = [...pagesOf(linkPosts(12), { feedItems: 4, archiveItems: 0 }).keys()]
    expect(paths.filter((path) => path.startsWith('topics/'))).toEqual([
      'topics/all/index.html',
      'topics/ai/index.html',
    ])
  })
})

describe('images on pages', () => {
  it('are initials and alt text unless enabled', () => {
    const bodies = [...pagesOf(PAGE_CORPUS).values()]
    expect(bodies.length).toBeGreaterThan(10)
    for (const body of bodies) expect(body).not.toMatch(/<img|pictures\.example/)
    expect(pageAt('articles/hosted/index.html', PAGE_CORPUS)).toContain(
      '<span class="no-picture"><span lang="en" dir="ltr">Image:</span> A mill by a stream</span>',
    )
    expect(pageAt('topics/robots/index.html', PAGE_CORPUS)).toContain(
      '<span class="thumbnail" dir="ltr" aria-hidden="true">T</span>',
    )
  })

  it('load lazily, with known sizes and without a referrer', () => {
    const pages = pagesOf(PAGE_CORPUS, { pageImages: true })
    expect(pages.get('articles/hosted/index.html')).toContain(
      '<img src="https://pictures.example/mill.jpg" alt="A mill by a stream" width="1200" height="630" loading="lazy" decoding="async" referrerpolicy="no-referrer" />',
    )
    expect(pages.get('topics/ai/index.html')).toContain(
      '<img class="thumbnail" src="https://pictures.example/0.jpg" alt="A lamp" width="160" height="100" loading="lazy" decoding="async" referrerpolicy="no-referrer"/>',
    )
  })
})

function pagesOf(files: Files, { pageImages = false, ...site }: Options = {}): Map<string, string> {
  const { feeds, hosted } = select(files, { publicUrl: PUBLIC_URL, ...site })
  const pages = rendered(documentsOfPages(feeds, hosted, { publicUrl: PUBLIC_URL, pageImages, assets: ASSETS }))
  return new Map(pages.map(({ path, body }) => [path, body]))
}

function pageAt(path: string, files: Files, options: Options = {}): string {
  return pagesOf(files, options).get(path) ?? ''
}
