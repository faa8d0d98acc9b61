import type { Diagnostic } from '../model/diagnostic.ts'

/** Every rule of the corpus by its stable name, with what to do when a file breaks it. */
export const hints = {
  'file-unreadable': 'Give the user who runs Feedmill the right to read it, or take it out of the corpus.',
  'file-changing': 'Nothing to do, if it was just being written: the next run takes it.',
  'file-not-regular': 'Only plain files are read. Take it out of the corpus or rename it.',
  'file-outside': 'Put a copy of the file into the corpus in place of the link.',
  'file-too-large': 'Shorten the article to 1 MiB, or split it.',
  'file-not-utf8': 'Save the file as UTF-8.',
  'file-name-not-utf8': 'Rename it: its name is not UTF-8.',
  'html-too-complex': 'Write it with fewer tags, at most 10,000.',
  'front-matter-missing': 'Begin the file with a line of "---", then the fields, then a second line of "---".',
  'front-matter-unclosed': 'End the front matter with a line of "---" of its own.',
  'front-matter-too-large': 'Shorten the front matter to 64 KiB; a long text belongs into the body.',
  'front-matter-blank': 'Take out the long run of blanks or empty lines.',
  'front-matter-yaml': 'Correct the YAML; text with a colon, a hash or quotes in it goes into double quotes.',
  'field-missing': 'Add the field.',
  'field-type': 'Write the value as the field wants it; text that looks like a number goes into quotes.',
  'article-without-link-or-body': 'Add originalUrl or webUrl, or write the article itself below the front matter.',
  'url-invalid': 'Write a whole URL, such as https://example.org/page.',
  'url-scheme': 'Use a URL that begins with https:// or http://.',
  'url-userinfo': 'Take the user name and password out of the URL.',
  'domain-invalid': 'Write a bare host name, such as example.org.',
  'date-format': 'Write the date as in 2026-03-01T09:30:00Z or 2026-03-01.',
  'date-impossible': 'Write a day and a time that exist.',
  'date-implausible': 'Write the real date; feed readers take nothing before 1990 for a date of publication.',
  'language-invalid': 'Write a language tag, such as en, de or pt-BR.',
  'id-invalid': 'Write an id of 1 to 500 visible characters, best a URI such as tag:example.org,2026:first-post.',
  'id-duplicate': 'Remove one of the two files, or give the newer one an id of its own.',
  'slug-invalid': 'Give the article a slug of lower-case letters, digits and hyphens, at most 200 bytes.',
  'slug-duplicate': 'Give one of the two articles another slug.',
  'topic-without-slug': 'Describe the topic in a file in topics/ and give it an id there.',
  'topic-reserved': 'Describe the topic in a file in topics/ and give it another id there.',
  'topic-slug-taken': 'Describe the topic in a file in topics/ and give it an id of its own there.',
  'topic-id-invalid': 'Write an id of lower-case letters, digits and hyphens that Feedmill does not use itself.',
  'topic-duplicate': 'Describe each topic in one file only, with an id and a name of its own.',
  'topic-former-id-taken': 'Remove the former id: it belongs to another topic.',
  'topic-parent-unknown': 'Name a topic that exists, or remove the parent.',
  'id-changed': 'Write the former id into the front matter as id, or readers show the article again as new.',
  'id-reused': 'If it is another article, give it an id of its own. If it is the same one, moved, nothing needs doing.',
  'feed-vanished': 'Describe the topic in topics/ with retired: true, or name its id in formerIds of another topic.',
} as const

export type Rule = keyof typeof hints

/** A problem with the remedy of its rule. */
export function diagnostic(
  rule: Rule,
  where: { file: string; line?: number; field?: string },
  message: string,
  { severity = 'error' }: Partial<Pick<Diagnostic, 'severity'>> = {},
): Diagnostic {
  return { ...where, rule, message, hint: hints[rule], severity }
}
