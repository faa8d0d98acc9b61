import type { Diagnostic } from './diagnostic.ts'

/** How to fix a violation of each rule; the keys are the stable names of the rules. */
export const hints = {
  'content-empty': 'Set CONTENT_DIR to the folder with the articles.',
  'file-unreadable':
    'Allow the user who runs Feedmill to read it, fix a broken link, or move it out of the content folder.',
  'file-changing': 'No action needed if the file was just being written: the next run reads it.',
  'file-not-regular': 'Move it out of the content folder, or rename it. Only regular files can be articles.',
  'file-outside': 'Replace the link with a copy of the file.',
  'file-too-large': 'Shorten the article to 1 MiB, or split it.',
  'file-not-utf8': 'Save the file as UTF-8.',
  'file-name-not-utf8': 'Rename the file with a UTF-8 name.',
  'git-unavailable': 'Install git, make the folder part of a repository, or remove dates from feedmill.yaml.',
  'html-too-complex': 'Use at most 10,000 tags.',
  'front-matter-missing':
    'Start the file with a "---" line, then the fields, then another "---" line; or put the date in its name, such as 2026-03-01-hello.md.',
  'front-matter-unclosed':
    'End the front matter with a line like its first, such as "---", or with the brace of its JSON.',
  'front-matter-too-large': 'Shorten the front matter to 64 KiB. Put long text in the body.',
  'front-matter-blank': 'Remove the long run of spaces or empty lines.',
  'front-matter-yaml':
    'Fix the YAML, here or on the line before. Close every quote, and quote text that contains colons or hashes.',
  'front-matter-toml': 'Fix the TOML. Quote every text, close every quote, and write each key once.',
  'front-matter-json': 'Fix the JSON. Quote every name and text, and separate them by commas.',
  'front-matter-code': 'Write the front matter as YAML, TOML or JSON. Feedmill runs no code.',
  'front-matter-lenient':
    'Indent with spaces, more deeply where a value goes on; write each field once; quote text that contains ": " or starts with a sign such as @, * or [. Other programs may refuse the file.',
  'field-missing': 'Add the field. If the file is no article, exclude it in feedmill.yaml.',
  'field-type': 'Use the expected type, such as text, 94 for a number, or [AI, Robots] for a list.',
  'article-without-link-or-body': 'Add originalUrl or webUrl, or write the article below the front matter.',
  'template-code-unknown':
    'Feedmill shows the text inside, but runs no templates: see docs/template-code.md. Write Markdown or HTML where that is not enough.',
  'permalink-token-missing':
    'Use a token that docs/feedmill-yaml.md lists, or the name of a field that every article has.',
  'url-invalid': 'Use an absolute URL, such as https://example.org/page.',
  'url-relative': 'Use an absolute URL, or set site in feedmill.yaml to the address of the site.',
  'url-scheme': 'Use an http or https URL.',
  'url-userinfo': 'Remove the user name and password from the URL.',
  'media-type-invalid': 'Use a media type, such as audio/mpeg, or remove the field if the file has a usual extension.',
  'media-type-unknown': 'Set type to the media type of the file, such as audio/mpeg.',
  'domain-invalid': 'Use a bare host name, such as example.org.',
  'value-unknown': 'Use one of the values that the message lists.',
  'email-invalid': 'Use an address such as name@example.org.',
  'uuid-invalid': 'Use a UUID, such as 917393e3-1b1e-5cef-ace4-edaa54e1f810, or remove the field.',
  'date-format':
    'Use a format such as 2026-03-01T09:30:00Z or 2026-03-01. Dates such as 01/02/2026 are not read, as they mean two days.',
  'date-impossible': 'Use a date and time that exist.',
  'date-implausible': 'Use the real date. Feed readers reject publication dates before 1990.',
  'language-invalid': 'Use a language tag, such as en, de or pt-BR.',
  'id-invalid': 'Use 1 to 500 visible characters, preferably a URI such as tag:example.org,2026:first-post.',
  'id-duplicate': 'Delete one of the two files, or give the newer article its own id.',
  'slug-duplicate': 'Give the article a different slug if its URL is not the one you want.',
  'topics-too-many': 'Name at most 100 topics.',
  'topic-without-slug': 'Describe the topic in a file in topics/ and set its id there.',
  'topic-reserved': 'Describe the topic in a file in topics/ and give it a different id there.',
  'topic-slug-taken': 'Describe the topic in a file in topics/ and give it its own id there.',
  'topic-limit':
    'Set topics.max or topics.minArticles in feedmill.yaml, or list topics that need no feed in topics.exclude.',
  'topic-misplaced': 'Move the file to a topics/ folder, or ignore this if it does not describe a topic.',
  'topic-id-invalid': 'Use lower-case letters, digits and hyphens, and no reserved word.',
  'topic-duplicate': 'Describe each topic in only one file, with a unique id and name.',
  'topic-former-id-taken': 'Remove the former id. It belongs to another topic.',
  'mix-invalid': 'Correct the file: docs/mixes.md says what it can have. Until then, the mix has no feed.',
  'mix-id-invalid':
    'Rename the file. The id of the feed is its name: lower-case letters, digits and hyphens, and no reserved word.',
  'mix-id-taken': 'Rename the file of the mix, or give the topic an id of its own in a file in topics/.',
  'mix-topic-unknown': 'Use the ids of topics, as in their URLs.',
  'author-id-taken': 'Write the name of the author in another way, or rename the topic or the mix.',
  'author-limit': 'No action needed if the articles of these authors can do without a feed of their own.',
  'topic-parent-unknown': 'Name an existing topic, or remove the parent.',
  'podcast-moved':
    'Set guid in podcast in the topic file, or directories take the podcast for a new one if OUT_DIR is lost.',
  'podcast-incomplete': 'Add the fields to podcast in the topic file. Apple Podcasts refuses a feed without them.',
  'podcast-episode-silent':
    'Add the audio or video to enclosures, or remove the topic from articles that are no episodes.',
  'podcast-field-unknown': 'Fix the name, or remove the field. docs/podcasts.md lists all fields.',
  'podcast-category-unknown':
    'Use a category of Apple Podcasts, such as Technology, or Arts with the subcategory Books.',
  'id-changed': 'Set id in the front matter to the former id, or readers show the article again as new.',
  'link-broken': 'Correct the path of the file, or remove the link. Drafts and scheduled articles have no URL yet.',
  'media-missing':
    'Correct the path, or put the file beside the article. Feedmill publishes pictures, audio, video and documents by their extension.',
  'media-refused':
    'Publish it elsewhere and use that URL. Files have at most 10 MiB; SVG pictures have no scripts, HTML or links to other files.',
  'alias-duplicate': 'Remove the alias from one of the two articles.',
  'article-older':
    'Update CONTENT_DIR of this publisher; all need the same articles. No action needed if the change was undone on purpose.',
  'id-reused': 'Give a different article its own id. No action needed if the same article was moved.',
  'feed-renamed':
    'Describe one of the two topics in topics/ with its own id. No action needed if the topic only has a new name.',
  'feed-emptied': 'Check the names of the topic in the articles. No action needed if it has none any more.',
  'feed-vanished':
    'Describe the topic in topics/, or the mix in mixes/, with retired: true, or add its id to the formerIds of another one.',
  'document-too-large': 'Shorten these articles, or lower FEED_BYTES; for an archive page, lower ARCHIVE_ITEMS.',
  'settings-invalid': 'Fix the value, or remove the key: every key is optional.',
  'site-config-invalid': 'Fix the file, or write what Feedmill needs of it into feedmill.yaml.',
} as const

export type Rule = keyof typeof hints

/** Creates a diagnostic with the hint of its rule. */
export function diagnostic(
  rule: Rule,
  where: { file: string; line?: number; field?: string },
  message: string,
  { severity = 'error' }: Partial<Pick<Diagnostic, 'severity'>> = {},
): Diagnostic {
  return { ...where, rule, message, hint: hints[rule], severity }
}
