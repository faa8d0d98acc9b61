import type { IgnoredReason } from '../../model/ignored-reason.ts'

/** Whether a flag of front matter says no. */
const isNo = (value: unknown) =>
  value === false || value === 0 || (typeof value === 'string' && /^\s*(?:false|no|off|n|0|never)\s*$/i.test(value))

/** Whether a flag is set: anything but no and nothing, because a mistake must not publish what its author holds back. */
const isSet = (value: unknown) => value !== undefined && value !== null && value !== '' && !isNo(value)

/** A date or yes; `published` can also be the date of publication. */
const isPublishedValue = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === true ||
  (typeof value === 'number' && value !== 0) ||
  (Array.isArray(value) ? value.every(isPublishedValue) : typeof value === 'object') ||
  (typeof value === 'string' && !isNo(value) && (/\d/.test(value) || /^\s*(?:true|yes|on|y)\s*$/i.test(value)))

/** Whether there is a password; it may be `0000` or `off`. */
const isPassword = (value: unknown) => value !== undefined && value !== null && value !== '' && value !== false

const HIDDEN_STATUS =
  /^\s*(?:draft|drafts|hidden|private|unlisted|unpublished|pending|wip|review|trash|future|scheduled)\s*$/i

const isHiddenStatus = (value: unknown) =>
  [value].flat().some((status) => typeof status === 'string' && HIDDEN_STATUS.test(status))

const isNever = (value: unknown) => isNo(value) || value === 'local'

/** The fields that hold an article back, by lower-case name, and the reason if the value says so. */
const signs = new Map<string, (value: unknown) => IgnoredReason | undefined>(
  Object.entries({
    draft: (value: unknown) => when(isSet(value), 'draft'),
    published: (value: unknown) => when(!isPublishedValue(value), 'draft'),
    publish: (value: unknown) => when(isNo(value), 'draft'),
    status: (value: unknown) => when(isHiddenStatus(value), 'draft'),
    visibility: (value: unknown) => when(isHiddenStatus(value), 'draft'),
    unlisted: (value: unknown) => when(isSet(value), 'unlisted'),
    hidden: (value: unknown) => when(isSet(value), 'unlisted'),
    private: (value: unknown) => when(isSet(value), 'unlisted'),
    headless: (value: unknown) => when(isSet(value), 'unlisted'),
    feed: (value: unknown) => when(isNo(value), 'unlisted'),
    permalink: (value: unknown) => when(isNo(value), 'unlisted'),
    render: (value: unknown) => when(isNo(value), 'unlisted'),
    eleventyexcludefromcollections: (value: unknown) => when(isSet(value), 'unlisted'),
    _build: ofBuild,
    build: ofBuild,
    '_build.list': (value: unknown) => when(isNever(value), 'unlisted'),
    '_build.render': (value: unknown) => when(isNever(value), 'unlisted'),
    'build.list': (value: unknown) => when(isNever(value), 'unlisted'),
    'build.render': (value: unknown) => when(isNever(value), 'unlisted'),
    password: (value: unknown) => when(isPassword(value), 'password'),
    encrypt: (value: unknown) => when(isSet(value), 'password'),
  }),
)

/** The lower-case names of fields that can hold an article back. */
export const heldBackNames: readonly string[] = [...signs.keys()]

function when(holds: boolean, reason: IgnoredReason): IgnoredReason | undefined {
  return holds ? reason : undefined
}

/** Hugo's build options: `list: never`, `render: never`. */
function ofBuild(value: unknown): IgnoredReason | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const options = Object.entries(value).filter(([name]) => /^(?:list|render)$/i.test(name))
  return when(
    options.some(([, option]) => isNever(option)),
    'unlisted',
  )
}

/**
 * Why an article is held back by its front matter; undefined if it is not. When in doubt it is: a feed cannot be called back.
 *
 * @param ownDraftNames the author's own names of fields that mark a draft
 */
export function heldBack(
  fields: Readonly<Record<string, unknown>>,
  ownDraftNames: readonly string[] = [],
): IgnoredReason | undefined {
  const ownNames = ownDraftNames.map((name) => name.toLowerCase())
  for (const name of Object.keys(fields)) {
    if (ownNames.length > 0 && ownNames.includes(name.toLowerCase()) && isSet(fields[name])) return 'draft'
    const reason = signOf(name)?.(fields[name])
    if (reason) return reason
  }
  return undefined
}

/** Every file has the same few names, so their spellings are looked up once. */
const signsBySpelling = new Map<string, ReturnType<typeof signs.get>>()
const MAX_SPELLINGS = 1000

function signOf(name: string): ReturnType<typeof signs.get> {
  if (signsBySpelling.has(name)) return signsBySpelling.get(name)
  const sign = signs.get(name.toLowerCase())
  if (signsBySpelling.size < MAX_SPELLINGS) signsBySpelling.set(name, sign)
  return sign
}

const TEXT_FIELD = /(?:^|[{,])[ \t]*["']?([A-Za-z_][\w.]*)["']?[ \t]*[:=：][ \t]*["']?([^\r\n"',}]*)/gm

/**
 * Why an article is held back by what reads like a field in front matter that is not valid, where a field can be lost in the
 * value of another one, or in the body.
 */
export function heldBackByText(text: string): IgnoredReason | undefined {
  if (text === '') return undefined
  for (const [, name = '', value = ''] of text.matchAll(TEXT_FIELD)) {
    const reason = heldBack({ [name]: value.trim() })
    if (reason) return reason
  }
  return undefined
}
