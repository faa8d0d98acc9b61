import { describe, expect, it } from 'vitest'
import { composeArticle, composeContent } from '../../src/feeds/compose-article.ts'
import { attachmentsOf } from '../../src/formats/media.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import { linkPost } from '../support/articles.ts'
import { composed, feedOf } from '../support/feeds.ts'
import { parsedArticle, parsedSummary } from '../support/parsed-article.ts'

describe('a composed article', () => {
  it('has image, excerpt, link to the publisher and related articles', () => {
    const article = compose({
      provider: { name: 'Dawn & Co', domain: 'example.org' },
      images: [{ url: 'https://example.org/a.jpg?x=1&y=2', width: 640, height: 480, title: 'A "window"' }],
      related: [
        { title: 'Evening <draft>', webUrl: 'https://example.org/evening', provider: { name: 'Dusk' } },
        { title: 'No provider', originalUrl: 'https://example.org/none' },
      ],
    })
    expect(article.contentHtml).toBe(
      [
        '<p><img src="https://example.org/a.jpg?x=1&amp;y=2" alt="A &quot;window&quot;" width="640" height="480" /></p>',
        '<p>Nothing happened, beautifully.</p>',
        '<p><a href="https://example.org/morning">Read it at Dawn &amp; Co</a></p>',
        '<p>Related:</p>',
        '<ul>',
        '<li><a href="https://example.org/evening">Evening &lt;draft&gt;</a> (Dusk)</li>',
        '<li><a href="https://example.org/none">No provider</a></li>',
        '</ul>',
      ].join('\n'),
    )
  })

  it.each([
    ['https://a.example/p.jpg', 'http://a.example/p.jpg?w=300'],
    ['https://a.example/p.jpg', 'https://a.example/p-300x200.jpg'],
    ['https://a.example/p-scaled.jpg', 'https://a.example/p-1024x683.jpg'],
  ])('does not repeat the image %s, which the body shows as %s', (image, shown) => {
    const { contentHtml, images } = compose({ images: [{ url: image }] }, `![P](${shown})`)
    expect(contentHtml.match(/<img /g)).toHaveLength(1)
    expect(images).toMatchObject([{ url: image, isShown: true }])
  })

  it('does not repeat a file that the body names by another path', () => {
    const post = linkPost({ originalUrl: undefined, images: [{ url: './p.png' }] })
    const article = parsedSummary(`${post}\nA\n\n![P](/a/p.png) B`)
    const content = composeContent(article, { publicUrl: 'https://feeds.example' })
    const url = 'https://feeds.example/files/1.png'
    const targets = new Map([
      ['./p.png', url],
      ['/a/p.png', url],
    ])
    const context = {
      topicByKey: new Map(),
      resolved: new Map([[article.file, targets]]),
      publicUrl: 'https://feeds.example',
    }
    const { contentHtml, images } = composeArticle(content, article, context)
    expect(contentHtml).toBe(`<p>A</p>\n<p><img src="${url}" alt="P" /> B</p>`)
    expect(images).toMatchObject([{ url, isShown: true }])
  })

  it('shows the body instead of the excerpt, and the excerpt as summary', () => {
    const article = compose({ provider: { name: 'Dawn' } }, '# Up\n\nAt *five*.\n\n[More](/more)')
    expect(article.excerpt).toBe('Nothing happened, beautifully.')
    expect(article.contentHtml).toBe(
      '<h1>Up</h1>\n<p>At <em>five</em>.</p>\n<p><a href="https://example.org/more">More</a></p>\n' +
        '<p><a href="https://example.org/morning">Read it at Dawn</a></p>',
    )
  })

  it('names the site if there is no provider', () => {
    expect(compose({ originalUrl: 'https://www.example.org/x' }).contentHtml).toContain('>Read it at example.org</a>')
  })

  it('has no link to a publisher if it is hosted here', () => {
    const article = compose({ originalUrl: undefined }, 'A day.')
    expect(article.contentHtml).toBe('<p>A day.</p>')
    expect(article.link).toBe('https://feeds.example/articles/a/')
  })

  it('has no link to itself if it is the own post of a site and stands in full', () => {
    const profile = { generator: 'hugo', site: 'https://blog.example' } as const
    const contentOf = (fields: string, body: string) =>
      composeContent(parsedArticle(`---\ntitle: A\ndate: 2026-01-01\n${fields}---\n${body}`, profile), {
        publicUrl: 'https://feeds.example',
      }).contentHtml
    expect(contentOf('', 'A day.')).toBe('<p>A day.</p>')
    expect(contentOf('canonicalURL: https://blog.example/elsewhere/\n', 'A day.')).toBe('<p>A day.</p>')
    expect(contentOf('description: Soon.\n', '')).toBe(
      '<p>Soon.</p>\n<p><a href="https://blog.example/a/">Read it at blog.example</a></p>',
    )
    expect(contentOf('link: https://dawn.example/x\n', 'A day.')).toBe(
      '<p>A day.</p>\n<p><a href="https://dawn.example/x">Read it at dawn.example</a></p>',
    )
  })

  it('speaks the language of the article, else that of the site', () => {
    const related = [{ title: 'Abend', webUrl: 'https://example.org/abend' }]
    const article = parsedArticle(linkPost({ locale: 'de-CH', related }))
    expect(composeContent(article, { publicUrl: 'https://feeds.example' }).contentHtml).toBe(
      [
        '<p>Nothing happened, beautifully.</p>',
        '<p><a href="https://example.org/morning">Weiterlesen bei example.org</a></p>',
        '<p>Verwandte Artikel:</p>',
        '<ul>',
        '<li><a href="https://example.org/abend">Abend</a></li>',
        '</ul>',
      ].join('\n'),
    )
    const options = { publicUrl: 'https://feeds.example', siteLanguage: 'fi' }
    expect(composeContent(parsedArticle(linkPost()), options).contentHtml).toContain('>Lue sivustolla example.org</a>')
  })

  it('names the publisher alone in a language without phrases', () => {
    const related = [{ title: 'Kvöld', webUrl: 'https://example.org/kvold' }]
    const { contentHtml } = composeContent(parsedArticle(linkPost({ locale: 'is', related })), {
      publicUrl: 'https://feeds.example',
    })
    expect(contentHtml).toBe(
      [
        '<p>Nothing happened, beautifully.</p>',
        '<p><a href="https://example.org/morning">example.org</a></p>',
        '<ul>',
        '<li><a href="https://example.org/kvold">Kvöld</a></li>',
        '</ul>',
      ].join('\n'),
    )
  })

  it('turns a player into a link, and the image too', () => {
    const article = compose({
      images: [{ url: 'https://example.org/still.png' }],
      featuredContent: '<iframe width="8" src="https://www.youtube.com/embed/h70jOr56EKs" allowfullscreen></iframe>',
    })
    expect(article.contentHtml).toContain(
      '<p><a href="https://www.youtube.com/watch?v=h70jOr56EKs"><img src="https://example.org/still.png" alt="" /></a></p>',
    )
    expect(article.contentHtml).toContain('<a href="https://www.youtube.com/watch?v=h70jOr56EKs">Watch on YouTube</a>')
    expect(article.contentHtml).not.toContain('iframe')
  })

  it('does not repeat an image that the text shows, also in another size', () => {
    const images = [{ url: 'https://example.org/a.jpg?w=1200' }, { url: 'https://example.org/b.jpg' }]
    const article = compose({ images }, '![A](/a.jpg?w=300) and ![C](/c.jpg)')
    expect(article.contentHtml.match(/<img/g)).toHaveLength(2)
    expect(attachmentsOf(article)).toEqual([
      { url: 'https://example.org/a.jpg?w=1200', type: 'image/jpeg', isShown: true },
      { url: 'https://example.org/b.jpg', type: 'image/jpeg' },
    ])
    expect(
      compose({ images: [{ url: 'https://example.org/picture?id=1' }] }, '![](/picture?id=2)').contentHtml,
    ).toContain('<p><img src="https://example.org/picture?id=1" alt="" /></p>')
  })

  it('is never empty', () => {
    const fields = { originalUrl: undefined, excerpt: undefined, title: 'One & two' }
    expect(compose(fields, '<!-- nothing -->').contentHtml).toBe('<p>One &amp; two</p>')
  })

  it('links each file once, by its name', () => {
    const url = 'https://example.org/a%20%C3%BC.mp3'
    expect(compose({ enclosures: [{ url }, { url }, { url: 'https://example.org/%E0' }] }).contentHtml).toContain(
      `<p><a href="${url}">a ü.mp3</a></p>\n<p><a href="https://example.org/%E0">%E0</a></p>\n<p><a`,
    )
  })

  it('has the alternative text of pictures that are not beside a hosted article, also in what a publisher wrote', () => {
    const article = compose({ originalUrl: undefined, featuredContent: '<img src="gone.png" alt="A mill">' }, 'Words.')
    expect(article.contentHtml).toBe('<p>Words.</p>\nA mill')
  })

  it('links to webUrl, and keeps originalUrl as its id', () => {
    const { id, link } = compose({ originalUrl: 'https://example.org/old', webUrl: 'https://example.org/new' })
    expect({ id, link }).toEqual({ id: 'https://example.org/old', link: 'https://example.org/new' })
  })

  it('has the publisher as author if there are no authors', () => {
    const provider = { name: 'Dawn', domain: 'example.org' }
    expect(compose({ provider }).authors).toEqual([{ name: 'Dawn', url: 'https://example.org/' }])
    expect(compose({ provider, authors: [{ name: 'Ada' }] }).authors).toEqual([{ name: 'Ada', url: undefined }])
    expect(compose({}).authors).toEqual([])
  })

  it('lists each topic once, and only topics with a feed', () => {
    const article = compose({ topics: ['AI', 'Space', 'ai', '!!!'] })
    expect(article.topics.map(({ id, name }) => [id, name])).toEqual([
      ['ai', 'AI'],
      ['space', 'Space'],
    ])
  })
})

function compose(fields: Record<string, unknown>, body = ''): ComposedArticle {
  const [article] = composed(feedOf({ 'a.md': `${linkPost(fields)}\n${body}` }).subscription.articles)
  if (!article) throw new Error('the article was left out')
  return article
}
