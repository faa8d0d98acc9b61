import { escapeHtml } from '../../text/escape-html.ts'
import { type Call, type Expansion, parseArguments, type TemplateContext } from './call.ts'
import { guessExpansion } from './guess-expansion.ts'
import { matchEnds } from './match-ends.ts'
import { link } from './parts.ts'
import { innerLines, isAlone, type Place, placedText, placeOf } from './place-expansion.ts'
import { encodeTarget } from './references.ts'
import type { ExpandedText, TagLanguage, UnknownCode } from './tag-language.ts'
import { isBeforeReference, isTarget } from './target-place.ts'
import { type TemplateTag, VERBATIM } from './template-tag.ts'

const MAX_DEPTH = 10

/** Writes a text with what its tags stand for. */
export function expandTags(
  text: string,
  tags: readonly TemplateTag[],
  language: TagLanguage,
  context: TemplateContext,
): ExpandedText {
  return new TagWriter(text, tags, language, context).write()
}

/** An open tag, and what has been written since. */
interface Frame {
  tag: TemplateTag
  end: TemplateTag
  /** The branches of a condition; the first with text is written. */
  branches: [string[], ...string[][]]
}

class TagWriter {
  readonly #text: string
  readonly #tags: readonly TemplateTag[]
  readonly #language: TagLanguage
  readonly #context: TemplateContext
  readonly #ends: ReadonlyMap<TemplateTag, TemplateTag>
  readonly #unknown: UnknownCode[] = []
  readonly #root: string[] = []
  readonly #frames: Frame[] = []
  #position = 0

  constructor(text: string, tags: readonly TemplateTag[], language: TagLanguage, context: TemplateContext) {
    this.#text = text
    this.#tags = tags
    this.#language = language
    this.#context = context
    this.#ends = matchEnds(tags)
  }

  write(): ExpandedText {
    for (const tag of this.#tags) {
      if (tag.start < this.#position) continue
      this.#add(this.#text.slice(this.#position, tag.start))
      this.#position = tag.end
      this.#writeTag(tag, placeOf(this.#text, tag))
    }
    this.#add(this.#text.slice(this.#position))
    return { text: this.#root.join(''), unknown: this.#unknown }
  }

  #writeTag(tag: TemplateTag, place: Place): void {
    const { isSure } = this.#language
    const frame = this.#frames.at(-1)
    const end = this.#ends.get(tag)
    if (tag.kind === 'text') this.#writeText(tag, place)
    else if (tag.kind === 'output') this.#writeOutput(tag, place)
    else if (tag.kind === 'divider' && (frame || isSure)) {
      frame?.branches.push([])
      this.#writeNothing(place)
    } else if (tag.kind === 'end' && frame?.end === tag) {
      this.#frames.pop()
      this.#closeFrame(frame, tag)
    } else if (tag.kind === 'end' && isSure && !tag.needsEnd) this.#writeNothing(place)
    else if (tag.kind !== 'call' || (tag.needsEnd && !end)) this.#keep(tag)
    else if (end && this.#frames.length < MAX_DEPTH) this.#frames.push({ tag, end, branches: [[]] })
    else this.#writeCall(tag, place)
  }

  /** `{% raw %} and {% endraw %}` in a sentence is about them. */
  #writeText(tag: TemplateTag, place: Place): void {
    const isTemplate = tag.name !== 'raw' || this.#language.isSure || /\{[{%]|\n/.test(tag.written)
    if (!isTemplate) this.#keep(tag)
    else if (tag.written === '') this.#writeNothing(place)
    else this.#add(tag.written)
  }

  #writeOutput(tag: TemplateTag, place: Place): void {
    const isUrl = isTarget(this.#text, tag.start)
    const isMeant = this.#language.isSure || isUrl || (isAlone(place) && /^[\p{L}_$"']/u.test(tag.written))
    const value = isMeant ? this.#language.evaluate(tag.written) : undefined
    if (!isMeant) this.#keep(tag)
    else if (!isBeforeReference(this.#text, tag.end)) {
      if (!value?.isKnown) this.#addUnknown(tag)
      if (value) this.#add(value.text)
      else if (isUrl) this.#add(this.#emptyTarget(tag))
      else this.#writeNothing(place)
    }
  }

  /** What stands for a tag that is a whole target, or only a part of it. */
  #emptyTarget({ start, end }: TemplateTag): string {
    const isWhole = /[(<"'=\s]/.test(this.#text.charAt(start - 1)) && /[)"' >]/.test(this.#text.charAt(end))
    return isWhole ? 'corpus:' : ''
  }

  #writeCall(tag: TemplateTag, place: Place): void {
    const call = callOf(tag)
    const known = this.#language.find(tag.name)?.(call, this.#context)
    if (!this.#language.isSure && !isAlone(place) && !this.#isMeant(tag, known)) {
      this.#keep(tag)
      return
    }
    if (!known) this.#addUnknown(tag)
    const isUrl = isTarget(this.#text, tag.start)
    const guess = isUrl
      ? { inline: encodeTarget([...call.values, ...call.named.values()][0] ?? this.#emptyTarget(tag)) }
      : guessExpansion(call)
    const expansion = known ?? guess ?? { inline: '' }
    const isBareReference = isReference(expansion) && !isUrl
    this.#writeExpansion(isBareReference ? link(expansion.inline, referenceLabel(call)) : expansion, place)
  }

  /** Whether a tag in a sentence stands for something there, and is not what the sentence is about. */
  #isMeant(tag: TemplateTag, known: Expansion | undefined): boolean {
    return known !== undefined && known.inline !== '' && (!isReference(known) || isTarget(this.#text, tag.start))
  }

  #closeFrame({ tag, branches }: Frame, end: TemplateTag): void {
    const place = placeOf(this.#text, { start: tag.start, end: end.end })
    const opening = placeOf(this.#text, tag)
    const texts = branches.map((parts) => parts.join(''))
    const written = texts.find((text) => text.trim() !== '') ?? texts[0] ?? ''
    const isBlock = place.prefix !== undefined && (opening.isAtEnd || place.isAtEnd)
    const inner = isBlock ? innerLines(written, place, VERBATIM.has(tag.name)) : written
    const call: Call = { ...callOf(tag), inner }
    const known = this.#language.find(tag.name)?.(call, this.#context)
    if (!known && !this.#language.isSure && !isAlone(opening)) {
      this.#add(this.#text.slice(tag.start, tag.end) + written)
      this.#keep(end)
      return
    }
    if (!known) this.#addUnknown(tag)
    this.#writeExpansion(known ?? guessExpansion(call) ?? { inline: inner, lines: [inner] }, place, inner)
  }

  #writeExpansion(expansion: Expansion, place: Place, inner?: string): void {
    const isEmpty = expansion.inline.trim() === '' && (expansion.lines ?? []).every((line) => line.trim() === '')
    if (isEmpty) this.#writeNothing(place)
    else this.#add(placedText(expansion, inner, place))
  }

  /** A line that only had a tag which leaves nothing goes with it, and so do the blanks behind it at the beginning of a line. */
  #writeNothing(place: Place): void {
    const parts = this.#parts()
    if (!isAlone(place)) {
      if (isLineEmpty(parts)) this.#position += /^[ \t]*/.exec(this.#text.slice(this.#position))?.[0].length ?? 0
      return
    }
    const last = parts.at(-1)
    if (last !== undefined && place.prefix && last.endsWith(place.prefix)) {
      parts[parts.length - 1] = last.slice(0, last.length - place.prefix.length)
    }
    const lineEnd = this.#text.indexOf('\n', this.#position)
    this.#position = lineEnd < 0 ? this.#text.length : lineEnd + 1
  }

  #keep({ start, end }: TemplateTag): void {
    this.#add(this.#text.slice(start, end))
  }

  #add(part: string): void {
    if (part !== '') this.#parts().push(part)
  }

  /** What has been written where the next part belongs. */
  #parts(): string[] {
    return this.#frames.at(-1)?.branches.at(-1) ?? this.#root
  }

  #addUnknown({ start, end }: TemplateTag): void {
    this.#unknown.push({ code: this.#text.slice(start, end), start })
  }
}

/** Whether the last line of a text has only blanks so far. */
function isLineEmpty(parts: readonly string[]): boolean {
  const last = parts.findLast((part) => /\S|\n/.test(part))
  return last === undefined || /\n[ \t]*$/.test(last)
}

function isReference({ inline }: Expansion): boolean {
  return inline.startsWith('corpus:')
}

function referenceLabel({ values: [path = ''] }: Call): string {
  return escapeHtml(path.split('/').at(-1) ?? path)
}

function callOf({ name, written, parsed }: TemplateTag): Call {
  return { name, written, ...(parsed ?? parseArguments(written)) }
}
