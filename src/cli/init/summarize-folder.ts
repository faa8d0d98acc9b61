import type { Config } from '../../config.ts'
import { fieldAliases } from '../../corpus/aliases/field-aliases.ts'
import { heldBackNames } from '../../corpus/aliases/held-back.ts'
import type { CorpusProfile } from '../../corpus/corpus-profile.ts'
import { SETTINGS_FILE } from '../../corpus/corpus-settings.ts'
import { describeProfile } from '../../corpus/describe-profile.ts'
import { parseFrontMatter } from '../../corpus/front-matter/parse-front-matter.ts'
import { loadCorpus } from '../../corpus/load-corpus.ts'
import { loadProfile } from '../../corpus/load-profile.ts'
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
  const { profile, diagnostics } = await loadProfile(contentDir, { timeZone: config.timezone, now })
  const files = await scanFiles(contentDir)
  const corpus = await loadCorpus(contentDir, { profile, diagnostics, now, isPublished: () => false, files })
  const topics = countTopics(corpus)
  const { generator, ...site } = profile
  const known = generator === 'none' ? site : { ...site, generator }
  const hasSettings = files.otherYaml.includes(SETTINGS_FILE)
  return {
    understood: describeProfile(profile),
    files: files.articles.length,
    articles: corpus.articles.length,
    skipped: countDiagnostics(corpus.diagnostics).skipped,
    ignored: corpus.ignored,
    others: files.others,
    fields: countFields(contentDir, files.articles, { profile, now }),
    topics,
    samples: chooseSamples(corpus.articles, config.publicUrl),
    errors: countBy(corpus.diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)),
    proposal: hasSettings ? [] : chooseSettings({ ...known, topics, include: includeOf(corpus) }),
  }
}

function countFields(
  contentDir: string,
  articles: readonly string[],
  { profile, now }: { profile: CorpusProfile; now: () => Date },
): FieldUse[] {
  const meanings = meaningsOf(profile)
  const flags = new Set<string>()
  const names = articles.flatMap((path) => {
    const source = readSourceFile(contentDir, path, now(), 0)
    const frontMatter = typeof source === 'object' && 'text' in source ? parseFrontMatter(source) : undefined
    if (!frontMatter || !('fields' in frontMatter)) return []
    for (const [name, value] of Object.entries(frontMatter.fields)) if (typeof value === 'boolean') flags.add(name)
    return Object.keys(frontMatter.fields)
  })
  return countBy(names).map((field) => {
    const isFlag = field.name === 'published' && flags.has(field.name)
    return { ...field, becomes: isFlag ? 'draft' : meanings.get(field.name.toLowerCase()) }
  })
}

/** What each field name becomes, by lower-case name. */
function meaningsOf({ fields, topics }: CorpusProfile): ReadonlyMap<string, string> {
  const own: Record<string, readonly string[] | undefined> = { ...fields, topics: topics.fields ?? fields.topics }
  const meanings = new Map<string, string>()
  for (const { name, names } of fieldAliases) {
    for (const spelling of [...(own[name] ?? []), ...names]) {
      const key = spelling.toLowerCase()
      if (!meanings.has(key)) meanings.set(key, name)
    }
  }
  for (const name of ['permalink', 'url', 'path', ...(own.url ?? [])]) meanings.set(name.toLowerCase(), 'url')
  for (const name of [...heldBackNames, ...(own.draft ?? [])]) {
    if (!meanings.has(name)) meanings.set(name, 'draft')
  }
  return meanings
}

/** The folder that all articles are in, if most files outside of it are no articles. */
function includeOf({ articles, diagnostics }: Corpus): string[] | undefined {
  if (countDiagnostics(diagnostics).skipped <= articles.length) return undefined
  const [first = [], ...others] = articles.map(({ file }) => file.split('/').slice(0, -1))
  const shared = first.findIndex((name, index) => others.some((folders) => folders[index] !== name))
  const folder = first.slice(0, shared === -1 ? undefined : shared).join('/')
  return folder === '' ? undefined : [`${folder}/**`]
}

function countTopics({ articles, topicByKey }: Corpus): NamedCount[] {
  const names = articles.flatMap(({ topics }) => {
    const keys = new Set(topics.map(topicKey))
    return [...keys].map((key) => topicByKey.get(key)?.name ?? key)
  })
  return countBy(names)
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
