import { existsSync, readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { parse as parseToml } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { dialects } from '../../../src/corpus/dialects/dialects.ts'
import { liveUrl } from '../../../src/corpus/dialects/live-url.ts'
import { readProfile } from '../../../src/corpus/read-profile.ts'
import { CORRECTED_LINKS, OWNER_SETTINGS } from '../../support/real-sites.ts'
import { shared } from '../../support/shared.ts'

interface Expected {
  content: string
  site: string
  timezone: string
  articles: Record<string, { title: string; published: string; link: string }>
  notArticles: string[]
}

describe.skipIf(!existsSync(shared('corpus/dialects')))('real sites', () => {
  it.each(Object.entries(OWNER_SETTINGS))('the URLs of %s are those of the site', (site, settings) => {
    const { content, articles, ...expected } = readExpected(site)
    const { profile } = readProfile(shared(`corpus/dialects/${site}/${content}`), { timeZone: 'UTC' })
    const whole = { ...profile, site: expected.site, timezone: expected.timezone, ...settings }
    const urls = Object.entries(articles).map(([path, { title, published }]) => {
      const fields = fieldsOf(readFileSync(shared(`corpus/dialects/${site}/${content}/${path}`), 'utf8'))
      const slug = fields.slug === undefined ? {} : { slug: String(fields.slug) }
      return [path, liveUrl({ path, title, published: new Date(published), ...slug, fields }, whole)]
    })
    expect(Object.fromEntries(urls)).toEqual(
      Object.fromEntries(
        Object.entries(articles).map(([path, { link }]) => [
          path,
          expect.objectContaining({ url: CORRECTED_LINKS[link] ?? link }),
        ]),
      ),
    )
  })

  it.each(Object.entries(OWNER_SETTINGS))('the files of %s that are no articles are known', (site, settings) => {
    const { content, articles, notArticles } = readExpected(site)
    const { profile } = readProfile(shared(`corpus/dialects/${site}/${content}`), { timeZone: 'UTC' })
    const whole = { ...profile, ...settings }
    const paths = [...Object.keys(articles), ...notArticles].sort()
    const byPath = dialects[whole.generator].findIgnored(paths, whole)
    const ignored = paths.filter((path) => {
      const fields = fieldsOf(readFileSync(shared(`corpus/dialects/${site}/${content}/${path}`), 'utf8'))
      return byPath.has(path) || dialects[whole.generator].ignores?.({ path, fields }, whole)
    })
    expect(ignored).toEqual([...notArticles].sort())
  })

  it('have their URL and time zone in a configuration that is data', () => {
    const known = [
      'hexo-hexo',
      'hugo-json-jupiter',
      'jekyll-brew',
      'jekyll-jekyll',
      'jekyll-ruby',
      'zola-rust-embedded',
    ]
    for (const site of known) {
      const { content, site: url, timezone } = readExpected(site)
      const { profile, diagnostics } = readProfile(shared(`corpus/dialects/${site}/${content}`), { timeZone: 'UTC' })
      expect([profile.site, profile.timezone, diagnostics]).toEqual([url, timezone, []])
    }
  })
})

function readExpected(site: string): Expected {
  return JSON.parse(readFileSync(shared(`corpus/dialects/${site}/expected.json`), 'utf8'))
}

/** The fields of any kind of front matter, by lower-case name. */
function fieldsOf(text: string): Record<string, unknown> {
  const yaml = /^---\r?\n([\s\S]*?)\n---/.exec(text)?.[1]
  const toml = /^\+\+\+\r?\n([\s\S]*?)\n\+\+\+/.exec(text)?.[1]
  const fields = yaml
    ? load(yaml, { json: true })
    : toml
      ? parseToml(toml)
      : text.startsWith('{')
        ? jsonOf(text)
        : headerOf(text)
  return Object.fromEntries(Object.entries(fields as object).map(([name, value]) => [name.toLowerCase(), value]))
}

function jsonOf(text: string): unknown {
  return JSON.parse(/^\{[\s\S]*?\n\}/.exec(text)?.[0] ?? '{}')
}

function headerOf(text: string): unknown {
  const [header = ''] = text.split(/\n\s*\n/)
  return Object.fromEntries(Array.from(header.matchAll(/^([\w-]+):\s*(.*)$/gm), ([, name, value]) => [name, value]))
}
