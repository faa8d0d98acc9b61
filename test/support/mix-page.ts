import type { MixPage } from '../../src/pages/mix/mix.ts'

/** The page of a mix, with every kind of field. */
export const MIX_PAGE: MixPage = {
  fields: new Map([
    ['any', ['ai', 'robots']],
    ['words', ['wheel', '-war']],
    ['top', ['4/week']],
    ['items', ['12']],
  ]),
  choices: {
    topics: [
      { id: 'ai', name: 'AI' },
      { id: 'donau', name: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft' },
      ...Array.from({ length: 12 }, (_, index) => ({ id: `topic-${index}`, name: `Topic ${index}` })),
      { id: 'maps', name: 'خرائط' },
    ],
    names: {
      author: [{ key: 'ada-miller', name: 'Ada Miller' }],
      provider: [{ key: 'news.example', name: 'news.example' }],
      type: [{ key: 'video', name: 'Video' }],
      locale: ['ar', 'en'].map((key) => ({ key, name: key })),
    },
    hasQuality: true,
    hasHeat: true,
  },
  result: {
    name: 'AI or Robots, “wheel”, without “war”, best 4 of each week',
    urls: {
      rss: 'https://feeds.example/feeds/mix.xml?any=ai,robots&items=12&top=4/week&words=-war,wheel',
      atom: 'https://feeds.example/feeds/mix.atom?any=ai,robots&items=12&top=4/week&words=-war,wheel',
      json: 'https://feeds.example/feeds/mix.json?any=ai,robots&items=12&top=4/week&words=-war,wheel',
    },
    articles: [
      {
        title: 'How a <mill> works',
        link: 'https://news.example/mill',
        published: new Date('2026-04-20T08:00:00Z'),
        excerpt: 'Water turns the wheel.',
        provider: { name: 'The Example' },
        authors: [],
      },
      {
        title: 'كيف تطوي خريطة',
        link: 'https://maps.example/fold',
        published: new Date('2026-03-10T00:00:00Z'),
        locale: 'ar',
        authors: [{ name: 'ليلى حداد' }],
      },
      {
        title: 'AI, weekly digest: 2026-03-02/2026-03-08',
        link: 'https://feeds.example/mix/?any=ai&digest=week#2026-03-02',
        published: new Date('2026-03-09T00:00:00Z'),
        excerpt: '2 articles',
        authors: [{ name: 'The Mill' }],
        anchor: '2026-03-02',
        listed: [
          { title: 'Gears & <teeth>', link: 'https://news.example/gears' },
          { title: 'كيف تطوي خريطة', link: 'https://maps.example/fold' },
        ],
      },
    ],
    weeks: Array.from({ length: 52 }, (_, week) => (week % 3 === 0 ? 4 : 0)),
    span: 52,
  },
}
