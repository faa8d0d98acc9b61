import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Rule } from '../../src/model/rules.ts'
import { linkPost } from '../support/articles.ts'
import { makePipe } from '../support/pipe.ts'

/** A small corpus that breaks one rule, and the diagnostic for it. */
export interface BrokenRule {
  rule: Rule
  files: Record<string, string | Uint8Array>
  /** Creates what is not a text file. */
  prepare?: (folder: string) => void
  diagnostic: { file: string; line?: number; field?: string; message: unknown }
  /** What happens: the article is skipped (default), or there is only a warning. */
  outcome?: 'warned'
}

/** A link post whose front matter ends with the given lines, the first of them on line 5. */
const withLines = (lines: string) =>
  `---\ntitle: Hello\npublishedDateTime: 2026-01-02\nwebUrl: https://example.org/hello\n${lines}\n---\n`

/** A rule that one field in the front matter of `a.md` breaks. */
const inField = (rule: Rule, lines: string, line: number, field: string, message: string): BrokenRule => ({
  rule,
  files: { 'a.md': withLines(lines) },
  diagnostic: { file: 'a.md', line, field, message },
  outcome: 'warned',
})

const FILES: BrokenRule[] = [
  {
    rule: 'template-code-unknown',
    files: {
      'a.md': `${linkPost({ originalUrl: undefined, webUrl: undefined })}Text.\n\n{{< chart >}}\n\n{{< chart >}}\n`,
    },
    diagnostic: {
      file: 'a.md',
      line: expect.any(Number) as number,
      message: 'has 2 unknown template tags, first "{{< chart >}}", of which only the text is shown',
    },
    outcome: 'warned',
  },
  {
    rule: 'file-unreadable',
    files: { 'a.md': linkPost() },
    prepare: (folder) => chmodSync(join(folder, 'a.md'), 0o000),
    diagnostic: { file: 'a.md', message: expect.stringMatching(/^cannot be read: EACCES/) },
  },
  {
    rule: 'file-not-regular',
    files: {},
    prepare: (folder) => makePipe(join(folder, 'a.md')),
    diagnostic: { file: 'a.md', message: 'is not a regular file' },
  },
  {
    rule: 'file-outside',
    files: {},
    prepare: (folder) => symlinkSync('/etc/hostname', join(folder, 'a.md')),
    diagnostic: { file: 'a.md', message: 'is a link that points outside of the content folder' },
  },
  {
    rule: 'file-too-large',
    files: { 'a.md': linkPost() + 'x'.repeat(1024 * 1024) },
    diagnostic: { file: 'a.md', message: 'is larger than 1 MiB' },
  },
  {
    rule: 'file-name-not-utf8',
    files: {},
    prepare: (folder) =>
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.md')]), 'x'),
    diagnostic: { file: 'caf\ufffd.md', message: 'has a name that is not UTF-8' },
  },
  {
    rule: 'html-too-complex',
    files: { 'a.md': linkPost() + '<b>'.repeat(10_001) },
    diagnostic: { file: 'a.md', field: 'body', message: 'has more than 10000 tags' },
  },
  {
    rule: 'file-not-utf8',
    files: { 'a.md': Buffer.from(linkPost({ title: 'Café' }), 'latin1') },
    diagnostic: { file: 'a.md', message: 'is not UTF-8' },
  },
]

const FRONT_MATTER: BrokenRule[] = [
  {
    rule: 'front-matter-missing',
    files: { 'a.md': '# Hello\n\nWords.' },
    diagnostic: { file: 'a.md', line: 1, message: 'has no front matter, and no date in its name' },
  },
  {
    rule: 'front-matter-unclosed',
    files: { 'a.md': '---\ntitle: Hello\n\nWords.\n' },
    diagnostic: { file: 'a.md', line: 1, message: 'has front matter without a closing "---" line' },
  },
  {
    rule: 'front-matter-too-large',
    files: { 'a.md': linkPost({ featuredContent: 'x'.repeat(64 * 1024) }) },
    diagnostic: { file: 'a.md', line: 1, message: 'has more than 64 KiB of front matter' },
  },
  {
    rule: 'front-matter-blank',
    files: { 'a.md': withLines('\n'.repeat(300)) },
    diagnostic: {
      file: 'a.md',
      line: 1,
      message: 'has more than 255 whitespace characters in a row in its front matter',
    },
  },
  {
    rule: 'front-matter-yaml',
    files: { 'a.md': withLines('excerpt: !secret Words') },
    diagnostic: { file: 'a.md', line: 5, message: 'is not valid YAML: unknown scalar tag !<!secret>' },
  },
  {
    rule: 'front-matter-toml',
    files: { 'a.md': '+++\ntitle = "Hello"\ndate = yesterday\n+++\n' },
    diagnostic: { file: 'a.md', line: 3, message: 'is not valid TOML: invalid value' },
  },
  {
    rule: 'front-matter-json',
    files: { 'a.md': '{\n  "title": "Hello"\n  "date": "2026-01-02"\n}\n' },
    diagnostic: { file: 'a.md', line: 3, message: 'is not valid JSON: missed comma between flow collection entries' },
  },
  {
    rule: 'front-matter-code',
    files: { 'a.md': '---js\nmodule.exports = {}\n---\n' },
    diagnostic: { file: 'a.md', line: 1, message: 'has front matter that is code ("js")' },
  },
  {
    rule: 'front-matter-lenient',
    files: { 'a.md': withLines('excerpt: A tale: of colons') },
    diagnostic: { file: 'a.md', line: 5, message: 'is read although text is not quoted' },
    outcome: 'warned',
  },
]

const FIELDS: BrokenRule[] = [
  {
    rule: 'field-missing',
    files: { 'a.md': linkPost({ title: undefined }) },
    diagnostic: { file: 'a.md', line: 1, field: 'title', message: 'is missing' },
  },
  inField('field-type', 'authors:\n  - name: Ann\n  - 7', 7, 'authors[1]', 'is not a mapping'),
  {
    rule: 'article-without-link-or-body',
    files: { 'a.md': linkPost({ originalUrl: undefined }) },
    diagnostic: { file: 'a.md', line: 1, message: 'has neither a URL nor a body' },
  },
  inField('url-invalid', 'related:\n  - webUrl: /a', 6, 'related[0].webUrl', '"/a" is not an absolute URL'),
  {
    rule: 'url-relative',
    files: { 'a.md': `${linkPost({ originalUrl: undefined, images: [{ url: '/a' }] })}Words.` },
    diagnostic: { file: 'a.md', line: 6, field: 'images[0].url', message: '"/a" is not an absolute URL' },
    outcome: 'warned',
  },
  inField(
    'topics-too-many',
    `topics: [${Array.from({ length: 101 }, (_, index) => `t${index}`).join(', ')}]`,
    5,
    'topics',
    'has 101 topics, of which the first 100 are used',
  ),
  inField(
    'url-scheme',
    'ampWebUrl: ftp://example.org/',
    5,
    'ampWebUrl',
    '"ftp://example.org/" is not an http or https URL',
  ),
  inField(
    'url-userinfo',
    'ampWebUrl: https://ada:secret@example.org/',
    5,
    'ampWebUrl',
    '"https://ada:secret@example.org/" contains a user name or password',
  ),
  inField(
    'media-type-invalid',
    'enclosures:\n  - url: https://example.org/1.mp3\n    type: mp3',
    7,
    'enclosures[0].type',
    '"mp3" is not a media type, so it is taken for audio/mpeg',
  ),
  inField(
    'media-type-unknown',
    'enclosures:\n  - url: https://example.org/one',
    6,
    'enclosures[0].url',
    '"https://example.org/one" has no known media type, so no feed has it as a file',
  ),
  inField(
    'domain-invalid',
    'provider:\n  name: The Gazette\n  domain: https://example.org',
    7,
    'provider.domain',
    '"https://example.org" is not a host name',
  ),
  inField(
    'date-format',
    'updatedDateTime: yesterday',
    5,
    'updatedDateTime',
    '"yesterday" is not in a supported date format',
  ),
  inField('date-impossible', 'updatedDateTime: 2026-02-31', 5, 'updatedDateTime', '"2026-02-31" does not exist'),
  inField('date-implausible', 'updatedDateTime: 1970-01-01', 5, 'updatedDateTime', '"1970-01-01" is before 1990'),
  inField('language-invalid', 'locale: "?"', 5, 'locale', '"?" is not a language tag'),
  inField('id-invalid', 'id: " "', 5, 'id', '" " is not a valid id'),
]

const CORPUS: BrokenRule[] = [
  {
    rule: 'id-duplicate',
    files: { 'a.md': linkPost({ publishedDateTime: '2026-02-01' }), 'b.md': linkPost() },
    diagnostic: { file: 'a.md', field: 'id', message: '"https://example.org/morning" is already used by b.md' },
  },
  {
    rule: 'slug-duplicate',
    files: {
      'a/hello.md': `${linkPost({ originalUrl: undefined })}Words.`,
      'b/hello.md': `${linkPost({ originalUrl: undefined })}Words.`,
    },
    diagnostic: {
      file: 'b/hello.md',
      field: 'slug',
      message: '"hello" is already used by a/hello.md, so the article is at "b-hello"',
    },
    outcome: 'warned',
  },
]

const GOOD_OWNER = '  owner: {email: ann@example.org}\n'
const GOOD_PODCAST = `  category: Leisure\n  explicit: no\n  image: https://example.org/a.png\n${GOOD_OWNER}`

/** A rule that the last line of the podcast section of a topic breaks. */
function inPodcast(rule: Rule, line: string, field: string, message: string, owner = GOOD_OWNER): BrokenRule {
  const podcast = `${GOOD_PODCAST.replace(GOOD_OWNER, owner)}  ${line}\n`
  return {
    rule,
    files: { 'topics/ai.yaml': `name: AI\npodcast:\n${podcast}` },
    diagnostic: { file: 'topics/ai.yaml', line: podcast.split('\n').length + 1, field: `podcast.${field}`, message },
    outcome: 'warned',
  }
}

const TOPICS: BrokenRule[] = [
  {
    rule: 'topic-without-slug',
    files: { 'a.md': linkPost({ topics: ['???'] }) },
    diagnostic: {
      file: 'a.md',
      field: 'topics',
      message: '"???" cannot be turned into a slug, so it has no feed (articles: 1, still in "all")',
    },
    outcome: 'warned',
  },
  {
    rule: 'topic-reserved',
    files: { 'a.md': linkPost({ topics: ['All'] }) },
    diagnostic: {
      file: 'a.md',
      field: 'topics',
      message: '"All" has the reserved slug "all", so it has no feed (articles: 1, still in "all")',
    },
    outcome: 'warned',
  },
  {
    rule: 'topic-slug-taken',
    files: { 'a.md': linkPost({ topics: ['C#'] }), 'topics/c.yaml': 'name: C++' },
    diagnostic: {
      file: 'a.md',
      field: 'topics',
      message: '"C#" has the same slug as "C++", so it has no feed (articles: 1, still in "all")',
    },
    outcome: 'warned',
  },
  {
    rule: 'topic-parent-unknown',
    files: { 'topics/ai.yaml': 'name: AI\nparent: Computing' },
    diagnostic: { file: 'topics/ai.yaml', field: 'parent', message: '"Computing" is not a topic' },
    outcome: 'warned',
  },
  {
    rule: 'topic-misplaced',
    files: { 'topic/ai.yml': 'name: AI\ndescription: Machines that learn' },
    diagnostic: { file: 'topic/ai.yml', message: 'seems to describe a topic, but is not in a topics/ folder' },
    outcome: 'warned',
  },
  {
    rule: 'topic-id-invalid',
    files: { 'topics/ai.yaml': 'id: A I\nname: AI' },
    diagnostic: { file: 'topics/ai.yaml', field: 'id', message: '"A I" is not a valid topic id' },
    outcome: 'warned',
  },
  {
    rule: 'topic-duplicate',
    files: { 'topics/ai.yaml': 'name: AI', 'topics/ki.yaml': 'id: ai\nname: KI' },
    diagnostic: { file: 'topics/ki.yaml', field: 'id', message: '"ai" is already used by topics/ai.yaml' },
    outcome: 'warned',
  },
  {
    rule: 'mix-invalid',
    files: { 'mixes/best.yaml': 'name: Best\nitems: 5' },
    diagnostic: {
      file: 'mixes/best.yaml',
      line: 2,
      field: 'items',
      message: expect.stringContaining('is for mixes in URLs only'),
    },
    outcome: 'warned',
  },
  {
    rule: 'mix-id-invalid',
    files: { 'mixes/all.yaml': 'name: Everything' },
    diagnostic: { file: 'mixes/all.yaml', message: 'has a name that is no id of a feed' },
    outcome: 'warned',
  },
  {
    rule: 'mix-id-taken',
    files: { 'topics/ai.yaml': 'name: AI', 'mixes/ai.yaml': 'name: Mine' },
    diagnostic: {
      file: 'mixes/ai.yaml',
      message: '"ai" is already used by the topic "AI", so the mix has no feed',
    },
    outcome: 'warned',
  },
  {
    rule: 'podcast-incomplete',
    files: { 'topics/ai.yaml': 'name: AI\npodcast:\n  category: Technology\n  owner: {name: Ann}' },
    diagnostic: {
      file: 'topics/ai.yaml',
      line: 3,
      field: 'podcast',
      message: 'has no explicit, image, owner.email',
    },
    outcome: 'warned',
  },
  inPodcast('podcast-field-unknown', 'catgory: Arts', 'catgory', 'is not a field of podcast; did you mean category?'),
  inPodcast(
    'podcast-category-unknown',
    'subcategory: Hobies',
    'subcategory',
    'in Leisure, "Hobies" is not a category of Apple Podcasts; did you mean Hobbies?',
  ),
  inPodcast('value-unknown', 'type: weekly', 'type', '"weekly" is not episodic or serial'),
  inPodcast('uuid-invalid', 'guid: my-show', 'guid', '"my-show" is not a UUID'),
  inPodcast('email-invalid', 'owner: {email: ann}', 'owner.email', '"ann" is not an e-mail address', ''),
  {
    rule: 'podcast-episode-silent',
    files: {
      'a.md': linkPost({ enclosures: ['https://example.org/a.pdf'] }),
      'b.md': linkPost({ id: 'urn:x:b', enclosures: ['https://example.org/b.mp3'] }),
      'c.md': linkPost({ id: 'urn:x:c' }),
      'topics/ai.yaml': `name: AI\npodcast:\n${GOOD_PODCAST}`,
    },
    diagnostic: {
      file: 'topics/ai.yaml',
      field: 'podcast',
      message: 'has 2 articles without audio or video, the first is a.md',
    },
    outcome: 'warned',
  },
  {
    rule: 'topic-former-id-taken',
    files: { 'topics/ai.yaml': 'name: AI', 'topics/ki.yaml': 'name: KI\nformerIds: [ai]' },
    diagnostic: { file: 'topics/ki.yaml', field: 'formerIds', message: '"ai" is already used by topics/ai.yaml' },
    outcome: 'warned',
  },
]

/** Every rule of the corpus, broken at least once. */
export const BROKEN_RULES: readonly BrokenRule[] = [...FILES, ...FRONT_MATTER, ...FIELDS, ...CORPUS, ...TOPICS]
