import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CorpusProfile } from '../../src/corpus/corpus-profile.ts'
import { describeProfile } from '../../src/corpus/describe-profile.ts'
import { readProfile } from '../../src/corpus/read-profile.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Reads the profile of a folder of a site that consists of the given files. */
function read(files: Record<string, string>, contentDir: string) {
  const root = temporaryFolder({ '.git/HEAD': '', ...files })
  mkdirSync(join(root, contentDir), { recursive: true })
  return readProfile(join(root, contentDir), { timeZone: 'UTC' })
}

const profileOf = (files: Record<string, string>, contentDir: string): CorpusProfile => {
  const { profile, diagnostics } = read(files, contentDir)
  expect(diagnostics).toEqual([])
  return profile
}

describe('the profile of a corpus', () => {
  it('is that of a plain folder without a configuration', () => {
    const profile = profileOf({}, 'articles')
    expect(profile).toEqual({
      generator: 'none',
      timezone: 'UTC',
      permalinks: [],
      settings: {},
      prefix: '',
      include: [],
      exclude: [],
      fields: {},
      topics: { minArticles: 1, exclude: [], max: 1000 },
      authors: {},
      hasAuthorFeeds: false,
      usesGitDates: false,
    })
    expect(describeProfile(profile)).toBe('Plain folder of articles')
  })

  it('has what Hugo’s configuration says', () => {
    const config = `baseURL = "https://example.org/docs/"
title = "Notes"
languageCode = "de-de"
timeZone = "Europe/Berlin"
disablePathToLower = true
[params.author]
name = "Ann"
[permalinks]
post = "/:year/:slug/"
[permalinks.page]
note = "/n/:slug/"
`
    const profile = profileOf({ 'hugo.toml': config }, 'content/post')
    expect(profile).toMatchObject({
      generator: 'hugo',
      evidence: 'hugo.toml',
      site: 'https://example.org/docs',
      title: 'Notes',
      author: 'Ann',
      language: 'de-DE',
      timezone: 'Europe/Berlin',
      prefix: 'post/',
      settings: { permalinks: { post: '/:year/:slug/', note: '/n/:slug/' }, keepsCase: true },
    })
    expect(describeProfile(profile)).toBe(
      'Hugo site (hugo.toml): https://example.org/docs, time zone Europe/Berlin, permalinks from the configuration',
    )
  })

  it('merges the files of config/_default, and knows the folders of languages', () => {
    const files = {
      'config/_default/config.yaml': 'baseURL: https://example.org\ndefaultContentLanguage: en\n',
      'config/_default/permalinks.toml': 'post = "/:slug/"',
      'config/_default/languages.toml': '[en]\ncontentDir = "content/en"\n',
      'config/_default/languages.de.toml': 'contentDir = "content.de"\n',
      'config/_default/menu.toml': 'not = valid = toml',
    }
    expect(profileOf(files, 'content/en/post')).toMatchObject({
      generator: 'hugo',
      prefix: 'en/post/',
      settings: { permalinks: { post: '/:slug/' }, languages: { en: { folder: 'en/' }, de: {} } },
    })
    expect(profileOf(files, 'content.de/post')).toMatchObject({
      prefix: 'post/',
      settings: { languages: { de: { folder: '' } } },
    })
  })

  it('has what Jekyll’s configuration says', () => {
    const config = `url: https://example.org
baseurl: /blog
timezone: America/Los_Angeles
author: {name: Ann}
defaults:
  - scope: {path: "", type: posts}
    values: &values {permalink: "/:title/"}
  - scope: {path: old}
    values:
      <<: *values
exclude: [vendor/]
`
    const files = { '_config.yml': config, '_data/authors.yml': 'ann:\n  name: Ann A.\n  web: https://ann.example\n' }
    expect(profileOf(files, 'en/_posts')).toMatchObject({
      generator: 'jekyll',
      evidence: '_config.yml',
      site: 'https://example.org/blog',
      author: 'Ann',
      timezone: 'America/Los_Angeles',
      prefix: 'en/_posts/',
      authors: { ann: { name: 'Ann A.', url: 'https://ann.example/' } },
      settings: {
        defaults: [
          { path: '', type: 'posts', permalink: '/:title/' },
          { path: 'old', permalink: '/:title/' },
        ],
      },
    })
  })

  it('has the domain of GitHub Pages for a Jekyll site without a URL', () => {
    expect(profileOf({ '_config.yml': 'title: x', CNAME: 'blog.example.org\n' }, '_posts').site).toBe(
      'https://blog.example.org',
    )
    expect(profileOf({ '_config.yml': 'title: x', CNAME: '# none' }, '_posts').site).toBeUndefined()
  })

  it('tells Hexo from Jekyll by its keys or its package', () => {
    const config = 'url: https://example.org/blog\nroot: /blog/\nnew_post_name: ":title.md"\nsource_dir: source\n'
    expect(profileOf({ '_config.yml': config }, 'source/_posts')).toMatchObject({
      generator: 'hexo',
      site: 'https://example.org/blog',
      prefix: '_posts/',
    })
    const files = { '_config.yml': 'title: x', 'package.json': '{"dependencies": {"hexo": "^7"}}' }
    expect(profileOf(files, 'source')).toMatchObject({ generator: 'hexo', prefix: '' })
  })

  it('has what Zola’s configuration says', () => {
    const config =
      'base_url = "https://example.org"\ndefault_language = "en"\n[languages.fr]\n[slugify]\npaths = "safe"\n'
    expect(profileOf({ 'config.toml': config }, 'content')).toMatchObject({
      generator: 'zola',
      site: 'https://example.org',
      language: 'en',
      prefix: '',
      settings: { slugify: 'safe', languages: ['fr'] },
    })
    expect(profileOf({ 'config.toml': config }, '.')).toMatchObject({
      prefix: '',
      settings: { contentFolder: 'content/' },
    })
  })

  it.each([
    ['docusaurus.config.js', 'website/blog', 'docusaurus', 'website/blog/'],
    ['eleventy.config.mjs', 'src/posts', 'eleventy', 'posts/'],
    ['.eleventy.js', 'posts', 'eleventy', 'posts/'],
    ['astro.config.mjs', 'src/content/blog', 'astro', 'blog/'],
    ['gatsby-config.js', 'content/blog', 'gatsby', ''],
    ['pelicanconf.py', 'content', 'pelican', ''],
    ['quartz.config.ts', 'content/notes', 'obsidian', 'notes/'],
    ['.obsidian/app.json', 'notes', 'obsidian', ''],
  ])('recognizes %s without running it', (file, contentDir, generator, prefix) => {
    expect(profileOf({ [file]: 'throw new Error("never run")' }, contentDir)).toMatchObject({ generator, prefix })
  })

  it('recognizes a generator by its package, and by the names of folders', () => {
    expect(profileOf({ 'package.json': '{"devDependencies": {"@11ty/eleventy": "3"}}' }, 'src')).toMatchObject({
      generator: 'eleventy',
      evidence: '@11ty/eleventy in package.json',
    })
    expect(profileOf({}, '_posts')).toMatchObject({ generator: 'jekyll', evidence: '_posts', prefix: '_posts/' })
    expect(profileOf({}, 'source/_posts')).toMatchObject({ generator: 'hexo', evidence: 'source/_posts' })
  })

  it('does not look above the repository', () => {
    const { profile } = read({ '_config.yml': 'url: https://example.org', 'sub/.git/HEAD': '' }, 'sub/content')
    expect(profile.generator).toBe('none')
  })

  it('prefers feedmill.yaml', () => {
    const settings = 'site: https://new.example.org\ntimezone: Asia/Taipei\npermalink: /:slug/\nlanguage: ja\n'
    const files = {
      '_config.yml': 'url: https://example.org\ntimezone: UTC\nlang: en',
      '_posts/feedmill.yaml': settings,
    }
    const profile = profileOf(files, '_posts')
    expect(profile).toMatchObject({
      generator: 'jekyll',
      site: 'https://new.example.org',
      timezone: 'Asia/Taipei',
      language: 'ja',
      permalinks: [{ files: '**', pattern: '/:slug/' }],
    })
    expect(describeProfile(profile)).toBe(
      'Jekyll site (_config.yml): https://new.example.org, time zone Asia/Taipei, permalinks from feedmill.yaml',
    )
  })

  it('ignores the site where feedmill.yaml names no generator or another one', () => {
    const site = { '_config.yml': 'url: https://example.org' }
    expect(profileOf({ ...site, '_posts/feedmill.yaml': 'generator: none' }, '_posts')).toMatchObject({
      generator: 'none',
    })
    const {
      generator,
      site: url,
      evidence,
    } = profileOf({ ...site, 'blog/feedmill.yaml': 'generator: docusaurus' }, 'blog')
    expect([generator, url, evidence]).toEqual(['docusaurus', undefined, undefined])
  })

  it('reads a folder with a file for each author', () => {
    const people = { 'ann.toml': 'name = "Ann"', 'bob.yml': 'title: Bob\nurl: https://bob.example', 'note.txt': 'x' }
    const at = (folder: string) =>
      Object.fromEntries(Object.entries(people).map(([name, text]) => [`${folder}/${name}`, text]))
    const authors = { ann: { name: 'Ann' }, bob: { name: 'Bob', url: 'https://bob.example/' } }
    expect(profileOf({ 'hugo.toml': '', ...at('data/authors') }, 'content').authors).toEqual(authors)
    expect(profileOf({ '_config.yml': 'title: x', ...at('_data/authors') }, '_posts').authors).toEqual(authors)
    expect(profileOf({ 'blog/feedmill.yaml': 'authors: people', ...at('blog/people') }, 'blog').authors).toEqual(
      authors,
    )
  })

  it('reads the authors that feedmill.yaml names, below CONTENT_DIR or a folder above it', () => {
    const files = { 'data/people.toml': '[ann]\nname = "Ann"', 'blog/feedmill.yaml': 'authors: data/people.toml' }
    expect(profileOf(files, 'blog').authors).toEqual({ ann: { name: 'Ann' } })
    expect(read({ 'blog/feedmill.yaml': 'authors: no.yml' }, 'blog').diagnostics).toMatchObject([
      { file: 'feedmill.yaml', field: 'authors', severity: 'warning', message: '"no.yml" does not exist' },
    ])
  })

  it('reports a configuration that cannot be read, and goes on', () => {
    const { profile, diagnostics } = read({ '_config.yml': 'url: [\n' }, '_posts')
    expect(profile).toMatchObject({ generator: 'jekyll', timezone: 'UTC' })
    expect(diagnostics).toMatchObject([{ file: '../_config.yml', rule: 'site-config-invalid', severity: 'warning' }])
    expect(read({ '_config.yml': 'timezone: Mars/Base\nurl: nowhere' }, '_posts').diagnostics).toMatchObject([
      { file: '../_config.yml', message: 'has "nowhere" for the URL of the site' },
      { file: '../_config.yml', message: 'has "Mars/Base" for the time zone' },
    ])
  })

  it('follows no links', () => {
    const root = temporaryFolder()
    mkdirSync(join(root, '.git'))
    mkdirSync(join(root, '_posts'))
    symlinkSync('/etc/passwd', join(root, '_config.yml'))
    const { profile, diagnostics } = readProfile(join(root, '_posts'), { timeZone: 'UTC' })
    expect(profile.site).toBeUndefined()
    expect(diagnostics).toMatchObject([{ file: '../_config.yml', severity: 'warning' }])
  })

  it('follows links to files of the same folder, as Kubernetes mounts a ConfigMap', () => {
    const root = temporaryFolder({ '.git/HEAD': '', '..2026/feedmill.yaml': 'site: https://example.org\n' })
    symlinkSync('..2026', join(root, '..data'))
    symlinkSync('..data/feedmill.yaml', join(root, 'feedmill.yaml'))
    expect(readProfile(root, { timeZone: 'UTC' }).profile.site).toBe('https://example.org')
  })

  it('reports a settings file that has another name', () => {
    const { profile, diagnostics } = read({ 'c/feedmill.yml': 'site: https://example.org\n' }, 'c')
    expect(profile.site).toBeUndefined()
    expect(diagnostics).toMatchObject([
      { file: 'feedmill.yml', message: 'is not read, as its name is not feedmill.yaml', severity: 'warning' },
    ])
  })
})
