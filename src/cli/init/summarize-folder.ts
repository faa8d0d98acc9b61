import { readdirSync } from 'node:fs'
import { extname } from 'node:path'
import type { Config } from '../../config.ts'
import { articleSchema } from '../../corpus/article-schema.ts'
import { SETTINGS_FILE } from '../../corpus/corpus-settings.ts'
import { describeProfile } from '../../corpus/describe-profile.ts'
import { parseFrontMatter } from '../../corpus/front-matter/parse-front-matter.ts'
import { loadCorpus } from '../../corpus/load-corpus.ts'
import { readProfile } from '../../corpus/read-profile.ts'
import { readSourceFile } from '../../corpus/read-source-file.ts'
import { scanFiles } from '../../corpus/scan-files.ts'
import type { ArticleSummary } from '../../model/article.ts'
import type { Corpus } from '../../model/corpus.ts'
import { countDiagnostics } from '../../model/count-diagnostics.ts'
import { paths, urlOf } from '../../site/urls.ts'
import { topicKey } from '../../text/slug.ts'
import { chooseSettings } from './choose-settings.ts'
import type { FieldUse, FolderSummary, NamedCount, SampleArticle } from './folder-summary.ts'

/** Reads a folder, and summarizes what is understood of it. */
export async function summarizeFolder(contentDir: string, config: Config, now: () => Date): Promise<FolderSummary> {
  const { profile } = readProfile(contentDir, { timeZone: config.timezone })
  const files = await scanFiles(contentDir)
  const corpus = await loadCorpus(contentDir, { timeZone: profile.timezone, now, isPublished: () => false, files })
  const topics = countTopics(corpus)
  const { generator, ...site } = profile
  const known = generator === 'none' ? site : { ...site, generator }
  return {
    understood: describeProfile(profile),
    files: files.articles.length,
    articles: corpus.articles.length,
    skipped: countDiagnostics(corpus.diagnostics).skipped,
    ignored: corpus.drafts > 0 ? { draft: corpus.drafts } : {},
    others: countOthers(contentDir),
    fields: countFields(contentDir, files.articles, now),
    topics,
    samples: chooseSamples(corpus.articles, config.publicUrl),
    errors: countBy(corpus.diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)),
    proposal: files.otherYaml.includes(SETTINGS_FILE) ? [] : chooseSettings({ ...known, topics }),
  }
}

/** Counts the files that are not read, by extension. */
function countOthers(contentDir: string): Record<string, number> {
  const others: Record<string, number> = {}
  for (const entry of readdirSync(contentDir, { recursive: true, withFileTypes: true })) {
    const extension = extname(entry.name).toLowerCase()
    if (!entry.isFile() || /^\.(md|ya?ml)$/.test(extension)) continue
    others[extension] = (others[extension] ?? 0) + 1
  }
  return others
}

function countFields(contentDir: string, articles: readonly string[], now: () => Date): FieldUse[] {
  const known = new Set(Object.keys(articleSchema('UTC').shape))
  const names = articles.flatMap((path) => {
    const source = readSourceFile(contentDir, path, now(), 0)
    const frontMatter = typeof source === 'object' && 'text' in source ? parseFrontMatter(source) : undefined
    return frontMatter && 'fields' in frontMatter ? Object.keys(frontMatter.fields) : []
  })
  return countBy(names).map((field) => ({ ...field, becomes: known.has(field.name) ? field.name : undefined }))
}

function countTopics({ articles, topicByKey }: Corpus): NamedCount[] {
  return countBy(articles.flatMap(({ topics }) => topics.flatMap((name) => topicByKey.get(topicKey(name))?.name ?? [])))
}

/** The newest article, one from the middle, and the oldest. */
function chooseSamples(articles: readonly ArticleSummary[], publicUrl: string): SampleArticle[] {
  const ordered = [...articles].sort((a, b) => b.published.getTime() - a.published.getTime())
  const chosen = new Set([ordered[0], ordered[Math.floor(ordered.length / 2)], ordered.at(-1)])
  return [...chosen].flatMap((article) => {
    if (!article) return []
    const { title, published, link, slug = '', id } = article
    return [{ title, published, link: link ?? urlOf(publicUrl, paths.articlePage(slug)), id }]
  })
}

function countBy(names: readonly string[]): NamedCount[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
}
