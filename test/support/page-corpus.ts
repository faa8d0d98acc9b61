import { linkPost } from './articles.ts'

const day = (index: number) => new Date(Date.UTC(2026, 4, 1) - index * 9 * 86_400_000).toISOString()

/** A word that is too long for the screen of a phone. */
export const LONG_NAME = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

/** A corpus with every kind of page: parent and child topics, history, and hosted articles. */
export const PAGE_CORPUS: Readonly<Record<string, string>> = {
  'topics/ai.yaml': 'name: AI\ndescription: Machines that seem to reason.\nkeywords: [neural networks, 機器學習]',
  'topics/machine-learning.yaml': 'name: Machine Learning\ndescription: Programs that learn by example.\nparent: AI',
  'topics/robots.yaml': 'name: Robots\ndescription: Machines with hands.\nparent: AI',
  'topics/arabic.yaml': 'id: arabic\nname: خرائط\ndescription: كيف نقرأ الخرائط ولماذا نحبها.\nlanguage: ar',
  'topics/empty.yaml': 'name: Silence\ndescription: Nothing has been said here.',
  ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`post-${index}.md`, postOf(index)])),
  'hosted.md': `${linkPost({
    title: 'How a mill works',
    originalUrl: undefined,
    publishedDateTime: '2026-04-20',
    topics: ['Machine Learning', 'AI', LONG_NAME],
    authors: [{ name: 'Ada Miller', url: 'https://people.example/ada' }],
    images: [{ url: 'https://pictures.example/mill.jpg', width: 1200, height: 630, title: 'A mill by a stream' }],
  })}
Water turns the *wheel*, and the wheel turns the stone.

# Inside

![The stone](https://pictures.example/stone.png) [More on stones](https://example.org/stones)

| Part | Does |
| --- | --- |
| Wheel | turns the axle, which in turn turns everything else there is in the mill |
| Stone | grinds |

\`\`\`
const flour = grind(wheat, { finely: true, slowly: true, between: [runner, bedstone], until: 'done' })
\`\`\`
`,
  'loose.md': `${linkPost({
    title: 'A thought without a topic',
    originalUrl: undefined,
    publishedDateTime: '2025-11-03',
    topics: [],
    related: [{ title: 'Where it came from', webUrl: 'https://example.org/from' }],
  })}
Not everything belongs somewhere.
`,
  'map.md': `${linkPost({
    title: 'كيف تطوي خريطة',
    excerpt: 'الخريطة الورقية تطوى كما فتحت، لكن بالعكس.',
    originalUrl: undefined,
    publishedDateTime: '2026-03-10',
    locale: 'ar',
    topics: ['خرائط'],
    authors: [{ name: 'ليلى حداد' }],
  })}
افتح الخريطة على الطاولة، ثم انظر إلى الثنيات واحدة بعد أخرى.

## الخطوة الأولى

- ابدأ من الحافة اليمنى.
- اطو نحو اليسار.
`,
  'legend.md': linkPost({
    title: 'مفتاح الخريطة',
    excerpt: 'الرموز الصغيرة تقول أكثر مما نظن.',
    originalUrl: 'https://maps.example/legend',
    publishedDateTime: '2026-02-01',
    locale: 'ar',
    topics: ['خرائط'],
    provider: { name: 'دار الخرائط', domain: 'maps.example' },
  }),
}

function postOf(index: number): string {
  return linkPost({
    title: `Report ${index}: what the machine said`,
    excerpt: 'Somebody asked it a question, and it answered at length, with charm and with some mistakes.',
    originalUrl: `https://news.example/report-${index}`,
    publishedDateTime: day(index),
    topics: index % 3 === 0 ? ['AI', 'Robots'] : ['AI'],
    provider: { name: 'The Example', domain: 'news.example' },
    images:
      index % 2 === 0
        ? [{ url: `https://pictures.example/${index}.jpg`, width: 1280, height: 640, title: 'A lamp' }]
        : [],
    related: index % 4 === 0 ? [{ title: 'What came before', webUrl: `https://news.example/before-${index}` }] : [],
  })
}
