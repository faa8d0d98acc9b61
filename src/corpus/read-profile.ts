import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Author } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { parseUrl } from '../text/canonical-url.ts'
import { canonicalLanguageTag } from '../text/language-tag.ts'
import type { CorpusProfile, Generator } from './corpus-profile.ts'
import { type CorpusSettings, canonicalSite, parseCorpusSettings, SETTINGS_FILE } from './corpus-settings.ts'
import { isTimeZone } from './corpus-settings-schema.ts'
import { type LocatedSite, locateSite } from './locate-site.ts'
import { parseAuthors } from './parse-authors.ts'
import { ConfigurationChanging, type OpenedFolder, openFolders, readSmallFile } from './site-folders.ts'

/**
 * Reads how to read a corpus: `feedmill.yaml` in it, then the configuration of the site's generator at or above it. A
 * configuration that is not valid is reported and ignored.
 *
 * @param options.timeZone IANA time zone where neither names one
 * @param options.now if given, no file must have been modified just before
 * @throws FeedmillError `corpus-settings-invalid`
 * @throws ConfigurationChanging if a file was modified just now
 */
export function readProfile(
  contentDir: string,
  { timeZone, now }: { timeZone: string; now?: Date | undefined },
): { profile: CorpusProfile; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const root = existsSync(contentDir) ? realpathSync(contentDir) : contentDir
  const settings = readSettings(root, now)
  const folders = [...openFolders(root, { diagnostics, now })]
  diagnostics.push(...findMisnamedSettings(folders[0]?.names ?? new Set()))
  const site = settings.generator === 'none' ? undefined : locateSite(root, folders, settings.generator)
  const profile: CorpusProfile = {
    generator: site?.generator ?? (settings.generator === 'auto' ? 'none' : settings.generator),
    ...(settings.generator === 'auto' && site ? { evidence: site.evidence } : {}),
    ...defined({
      site: settings.site ?? siteUrl(site, diagnostics),
      title: site?.config.title,
      author: site?.config.author,
      language: settings.language ?? languageTag(site?.config.language),
    }),
    timezone: settings.timezone ?? zoneOf(site, diagnostics) ?? timeZone,
    permalinks: settings.permalinks,
    settings: site?.config.settings ?? {},
    prefix: site?.prefix ?? '',
    include: settings.include,
    exclude: settings.exclude,
    fields: settings.fields,
    topics: settings.topics,
    authors: readAuthors(folders, settings, site, diagnostics),
    hasAuthorFeeds: settings.hasAuthorFeeds,
    usesGitDates: settings.usesGitDates,
  }
  return { profile, diagnostics }
}

function readSettings(root: string, now: Date | undefined): CorpusSettings {
  let text: string | undefined
  try {
    text = readSmallFile(join(root, SETTINGS_FILE), { file: SETTINGS_FILE, now })
  } catch (error) {
    if (error instanceof ConfigurationChanging) throw error
    const found = diagnostic('settings-invalid', { file: SETTINGS_FILE }, `cannot be read: ${messageOf(error)}`)
    const hint =
      'Allow the user that runs Feedmill to read it and its folder. If it is no regular file, replace it with one.'
    throw new FeedmillError('corpus-settings-invalid', `${SETTINGS_FILE} cannot be read`, hint, {
      diagnostics: [found],
    })
  }
  return parseCorpusSettings(text ?? '')
}

/** The settings under a name that is not read. */
function findMisnamedSettings(names: ReadonlySet<string>): Diagnostic[] {
  const misnamed = [...names].filter(
    (name) => /^\.?feedmill\.(?:ya?ml|json|toml)$/i.test(name) && name !== SETTINGS_FILE,
  )
  return misnamed.map((file) => ({
    ...diagnostic('settings-invalid', { file }, `is not read, as its name is not ${SETTINGS_FILE}`, {
      severity: 'warning',
    }),
    hint: `Rename it to ${SETTINGS_FILE}.`,
  }))
}

/** Where each generator's sites have their authors, below the folder of the site: a file, or a folder with one for each. */
const AUTHORS: Partial<Record<Generator, readonly string[]>> = {
  jekyll: ['_data/authors'],
  hugo: ['data/authors'],
  docusaurus: ['blog/authors'],
  gatsby: ['content/authors', 'content/blog/authors'],
}

/** The authors in the file or folder that `feedmill.yaml` names, or where the generator has them, or in `authors.yml` of CONTENT_DIR. */
function readAuthors(
  folders: readonly OpenedFolder[],
  { authors }: CorpusSettings,
  site: LocatedSite | undefined,
  diagnostics: Diagnostic[],
): Record<string, Author> {
  if (authors === undefined) {
    const withExtension = (name: string) => ['yml', 'yaml', 'toml', 'json'].map((extension) => `${name}.${extension}`)
    const usual = site ? (AUTHORS[site.generator] ?? []).flatMap((name) => [...withExtension(name), name]) : []
    return parseAuthors(
      firstData(folders.slice(0, 1), withExtension('authors')) ?? (site && firstData([site.folder], usual)),
    )
  }
  const reported = diagnostics.length
  const data = firstData(folders, [authors])
  if (data === undefined && diagnostics.length === reported) {
    const message = `${JSON.stringify(authors)} does not exist`
    diagnostics.push(
      diagnostic('settings-invalid', { file: SETTINGS_FILE, field: 'authors' }, message, { severity: 'warning' }),
    )
  }
  return parseAuthors(data)
}

function firstData(folders: readonly OpenedFolder[], names: readonly string[]): unknown {
  for (const folder of folders) {
    for (const name of names) {
      const data = /\.\w+$/.test(name) ? folder.anyData(name) : dataOfFiles(folder, name)
      if (data !== undefined) return data
    }
  }
  return undefined
}

/** The data of the files in a folder by their names; undefined without any. */
function dataOfFiles(folder: OpenedFolder, path: string): Record<string, unknown> | undefined {
  const files = folder.list(path).filter((name) => /\.(?:ya?ml|toml|json)$/i.test(name))
  const named = files.map((name) => [name.replace(/\.\w+$/, ''), folder.anyData(`${path}/${name}`)])
  return named.length > 0 ? Object.fromEntries(named) : undefined
}

function siteUrl(site: LocatedSite | undefined, diagnostics: Diagnostic[]): string | undefined {
  const url = site?.config.site
  if (!site || url === undefined || url === '/') return undefined
  if (typeof parseUrl(url) !== 'string') return canonicalSite(url)
  diagnostics.push(invalidValue(site, `has ${JSON.stringify(url)} for the URL of the site`))
  return undefined
}

function zoneOf(site: LocatedSite | undefined, diagnostics: Diagnostic[]): string | undefined {
  const zone = site?.config.timezone
  if (!site || zone === undefined) return undefined
  if (isTimeZone(zone)) return zone
  diagnostics.push(invalidValue(site, `has ${JSON.stringify(zone)} for the time zone`))
  return undefined
}

function invalidValue({ folder, evidence }: LocatedSite, message: string): Diagnostic {
  return diagnostic('site-config-invalid', { file: folder.nameOf(evidence) }, message, { severity: 'warning' })
}

function languageTag(language: string | undefined): string | undefined {
  return language === undefined ? undefined : canonicalLanguageTag(language.replaceAll('_', '-'))
}

function defined<Values extends Record<string, string | undefined>>(
  values: Values,
): { [Key in keyof Values]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: string
  }
}
