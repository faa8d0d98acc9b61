import type { TemplateTag } from './template-tag.ts'

/** The end of each tag that has one; a tag without one in between has none. An end without a name is that of the latest tag. */
export function matchEnds(tags: readonly TemplateTag[]): Map<TemplateTag, TemplateTag> {
  const ends = new Map<TemplateTag, TemplateTag>()
  const open: TemplateTag[] = []
  const counts = new Map<string, number>()
  for (const tag of tags) {
    if (tag.kind === 'call' && !tag.isVoid) {
      open.push(tag)
      counts.set(tag.name, (counts.get(tag.name) ?? 0) + 1)
    }
    if (tag.kind !== 'end' || (tag.name !== '' && !counts.get(tag.name))) continue
    for (let opening = open.pop(); opening; opening = open.pop()) {
      counts.set(opening.name, (counts.get(opening.name) ?? 1) - 1)
      if (tag.name !== '' && opening.name !== tag.name) continue
      ends.set(opening, tag)
      break
    }
  }
  return ends
}
