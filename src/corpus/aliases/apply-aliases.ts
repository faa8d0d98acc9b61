import { type FieldAliases, fieldAliases } from './field-aliases.ts'
import { type FormContext, forms } from './forms.ts'

/** The fields of one file by their native names, for the schema. */
export interface NativeFields {
  values: Readonly<Record<string, unknown>>
  /** The author's name of each field. */
  names: Readonly<Record<string, string>>
  /** The fields whose values are not in the form in which the author wrote them. */
  reshaped: ReadonlySet<string>
}

/** A file with this field is native: names that are also native fields stand for nothing else in it. */
export const NATIVE_MARK = 'publishedDateTime'

/** Native fields that are also names of other fields. */
const NATIVE_FIELDS = new Set(['category'])

/** One use of a name: the field that it stands for, and its place among the names of that field. */
interface Use {
  index: number
  rank: number
}

/**
 * Creates a function that reads fields by all their names and brings the values to their native form.
 *
 * @param ownNames own names by the field's name in the documentation, from feedmill.yaml; they go before the built-in ones,
 *   and replace those of a field that joins all of its names
 */
export function createAliasReader(
  ownNames: Readonly<Record<string, readonly string[]>>,
  context: FormContext,
): (fields: Readonly<Record<string, unknown>>) => NativeFields {
  const aliases = fieldAliases.map((alias) => withOwnNames(alias, ownNames[alias.name]))
  const usesByName = indexNames(aliases)
  const isInNativeForm = createNativeTest(aliases, usesByName, context)
  return (fields) => {
    if (isInNativeForm(fields)) return { values: fields, names: {}, reshaped: NONE }
    const given: Given[] = aliases.map(() => undefined)
    const isNative = Object.hasOwn(fields, NATIVE_MARK)
    for (const name of Object.keys(fields)) {
      const value = fields[name]
      if (value === null || value === undefined || value === '') continue
      for (const { index, rank } of usesByName.get(name) ?? usesByName.get(name.toLowerCase()) ?? []) {
        if (isNative && name !== aliases[index]?.field && NATIVE_FIELDS.has(name)) continue
        given[index] = { name, rank, next: given[index] }
      }
    }
    return readGiven(given, aliases, fields, context)
  }
}

/**
 * Creates a function that tells whether fields need no change: a native file whose values all have their native form. Nearly
 * all native files are so, and this is quicker than to read their names.
 */
function createNativeTest(
  aliases: readonly FieldAliases[],
  usesByName: ReadonlyMap<string, Use[]>,
  context: FormContext,
): (fields: Readonly<Record<string, unknown>>) => boolean {
  return (fields) => {
    if (!Object.hasOwn(fields, NATIVE_MARK)) return false
    for (const name of Object.keys(fields)) {
      const value = fields[name]
      if (value === null || value === undefined || value === '') continue
      const uses = usesByName.get(name)
      if (!uses && usesByName.has(name.toLowerCase())) return false
      for (const { index, rank } of uses ?? []) {
        const { field, form, names } = aliases[index] as FieldAliases
        if (name !== field && NATIVE_FIELDS.has(name)) continue
        const formed: unknown =
          form === 'names' && isTextList(value) ? value : forms[form](value, context, names[rank] as string)
        if (formed !== undefined && (name !== field || formed !== value)) return false
      }
    }
    return true
  }
}

/** The names under which a file gives a field, in no order. */
type Given = { name: string; rank: number; next: Given } | undefined

/** In the order of an alias' names; a name that is spelled as Feedmill spells it goes before another spelling of it. */
function sortByRank(given: Given, { names }: FieldAliases): Given {
  if (!given?.next) return given
  const uses: NonNullable<Given>[] = []
  for (let use: Given = given; use; use = use.next) uses.push(use)
  const isExact = ({ name, rank }: { name: string; rank: number }) => Number(name === names[rank])
  return uses
    .sort((a, b) => b.rank - a.rank || isExact(a) - isExact(b))
    .reduce<Given>((next, use) => ({ ...use, next }), undefined)
}

function withOwnNames(alias: FieldAliases, ownNames: readonly string[] | undefined): FieldAliases {
  if (!ownNames) return alias
  return { ...alias, names: alias.isJoined ? ownNames : [...ownNames, ...alias.names] }
}

/** The uses of each name, as it is written and in lower case. */
function indexNames(aliases: readonly FieldAliases[]): ReadonlyMap<string, Use[]> {
  const uses = new Map<string, Use[]>()
  for (const [index, { names }] of aliases.entries()) {
    for (const [rank, name] of names.entries()) {
      for (const spelling of new Set([name, name.toLowerCase()])) {
        uses.set(spelling, [...(uses.get(spelling) ?? []), { index, rank }])
      }
    }
  }
  return uses
}

/** @param given for each alias, how the file gives it */
function readGiven(
  given: readonly Given[],
  aliases: readonly FieldAliases[],
  fields: Readonly<Record<string, unknown>>,
  context: FormContext,
): NativeFields {
  const values: Record<string, unknown> = {}
  const names: Record<string, string> = {}
  let reshaped: Set<string> | undefined
  for (let index = 0; index < aliases.length; index++) {
    if (!given[index]) continue
    const alias = aliases[index] as FieldAliases
    const { field, form, isJoined } = alias
    for (let use = sortByRank(given[index], alias); use; use = use.next) {
      const { name, rank } = use
      const raw = fields[name]
      const canonicalName = alias.names[rank] as string
      const isKept = form === 'names' && name === field && isTextList(raw) && Object.hasOwn(fields, NATIVE_MARK)
      const value = isKept ? raw : forms[form](raw, context, canonicalName)
      if (value === undefined) continue
      const existing = values[field]
      if (value !== raw || existing !== undefined) reshaped = (reshaped ?? new Set()).add(field)
      if (Array.isArray(existing) && Array.isArray(value)) values[field] = [...existing, ...value]
      else values[field] = value
      names[field] ??= name
      if (!isJoined || canonicalName === field) break
    }
  }
  return { values, names, reshaped: reshaped ?? NONE }
}

/** Whether it is a list of texts, which a native file has as they are: `#web` is a name there. */
function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || item === null)
}

const NONE: ReadonlySet<string> = new Set()
