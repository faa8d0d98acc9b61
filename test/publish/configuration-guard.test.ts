import { describe, expect, it } from 'vitest'
import type { ArticleSummary } from '../../src/model/article.ts'
import { diagnostic } from '../../src/model/rules.ts'
import { checkConfiguration } from '../../src/publish/configuration-guard.ts'
import type { Manifest } from '../../src/publish/manifest.ts'

const unread = diagnostic('site-config-invalid', { file: '_config.yml' }, 'cannot be read: no', { severity: 'warning' })
const noGit = diagnostic('git-unavailable', { file: 'feedmill.yaml' }, 'no git', { severity: 'warning' })

describe('checkConfiguration', () => {
  it('allows the first publication, the same ids, and those of files that have changed', () => {
    expect(check(undefined, articles(20, 'b'))).toBeUndefined()
    expect(check(manifest(20), articles(20, 'a'), [unread])).toBeUndefined()
    expect(check(manifest(20), articles(20, 'b', 'changed0'), [unread])).toBeUndefined()
  })

  it('refuses another id of an unchanged file while the configuration cannot be read', () => {
    expect(check(manifest(1), articles(1, 'b'), [unread])?.message).toBe(
      '_config.yml cannot be read: no, so 1 article would have another id although the files have not changed',
    )
  })

  it('refuses articles that lose their date while git is not available', () => {
    const missing = diagnostic('field-missing', { file: '0.md', field: 'date' }, 'is missing')
    expect(check(manifest(2), articles(1, 'a'), [noGit], [missing])?.message).toBe(
      'feedmill.yaml no git, so 1 article would have no date although the files have not changed',
    )
    expect(check(manifest(2), articles(1, 'a'), [], [missing])).toBeUndefined()
  })

  it('refuses other ids of most files that have not changed', () => {
    expect(check(manifest(20), articles(11, 'b'))?.message).toBe(
      '11 of 20 articles would have another id although their files have not changed, so subscribers would see them again as new',
    )
    expect(check(manifest(20), articles(10, 'b'))).toBeUndefined()
    expect(check(manifest(9), articles(9, 'b'))).toBeUndefined()
  })
})

function check(before: Manifest | undefined, after: ArticleSummary[], site = [] as (typeof unread)[], corpus = site) {
  return checkConfiguration(after, before, { site, corpus, maxShrinkPercent: 50 })
}

function articles(count: number, site: string, digest = 'digest00'): ArticleSummary[] {
  const published = new Date('2026-01-02T00:00:00Z')
  return Array.from({ length: count }, (_, index) => ({
    ...{
      file: `${index}.md`,
      id: `${site}:${index}`,
      title: 'T',
      published,
      updated: published,
      topics: [],
      digest,
      size: 0,
    },
  }))
}

function manifest(count: number): Manifest {
  const entries = articles(count, 'a').map(({ file, id, digest }) => [file, { id, digest }])
  const rest = { version: 2 as const, generation: 1, files: [], moved: {}, retired: [] }
  return { ...rest, feeds: { all: count }, articles: Object.fromEntries(entries) }
}
