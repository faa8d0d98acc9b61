import type { IgnoredReason } from '../../model/ignored-reason.ts'

/** Whether a flag of front matter says no. */
const isNo = (value: unknown) =>
  value === false || value === 0 || (typeof value === 'string' && /^\s*(?:false|no|off|n|0|never)\s*$/i.test(value))

/** Whether a flag is set: anything but no and nothing, because a mistake must not publish what its author holds back. */
const isSet = (value: unknown) => value !== undefined && value !== null && value !== '' && !isNo(value)

/** A date or yes; `published` can also be the date of publication. */
const isPublishedValue = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === true ||
  typeof value === 'number' ||
  (typeof value === 'object' && value !== null) ||
  (typeof value === 'string' && (/\d/.test(value) || /^\s*(?:true|yes|on|y)\s*$/i.test(value)))

const HIDDEN_STATUS = /^\s*(?:draft|drafts|hidden|private|unlisted|unpublished|pending|wip|review|trash)\s*$/i

const isNever = (value: unknown) => isNo(value) || value === 'local'

/** The fields that hold an article back, by lower-case name, and the reason if the value says so. */
const signs = new Map<string, (value: unknown) => IgnoredReason | undefined>(
  Object.entries({
    draft: (value: unknown) => when(isSet(value), 'draft'),
    published: (value: unknown) => when(!isPublishedValue(value), 'draft'),
    publish: (value: unknown) => when(isNo(value), 'draft'),
    status: (value: unknown) => when(typeof value === 'string' && HIDDEN_STATUS.test(value), 'draft'),
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
    password: (value: unknown) => when(isSet(value), 'password'),
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
  const { list, render } = value as { list?: unknown; render?: unknown }
  return when(isNever(list) || isNever(render), 'unlisted')
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
  if (ownDraftNames.some((name) => isSet(fields[name]))) return 'draft'
  for (const name of Object.keys(fields)) {
    const sign = signs.get(name) ?? signs.get(name.toLowerCase())
    const reason = sign?.(fields[name])
    if (reason) return reason
  }
  return undefined
}
