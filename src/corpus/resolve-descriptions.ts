import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import { topicKey } from '../text/slug.ts'
import type { TopicDescription } from './parse-topic.ts'

/** Descriptions that do not contradict each other, ordered by path. */
export interface ResolvedDescriptions {
  descriptions: TopicDescription[]
  diagnostics: Diagnostic[]
}

/**
 * Drops what contradicts another description: the first by path keeps its id and its name, and the other description is
 * dropped. A former id that another description has is dropped alone.
 */
export function resolveDescriptions(all: readonly TopicDescription[]): ResolvedDescriptions {
  const diagnostics: Diagnostic[] = []
  const ids = new Map<string, string>()
  const names = new Map<string, string>()
  const taken = (rule: Rule, file: string, field: string, value: string, owner: string) => {
    const message = `${JSON.stringify(value)} is already used by ${owner}`
    diagnostics.push(diagnostic(rule, { file, field }, message, { severity: 'warning' }))
  }
  const distinct = all.toSorted(byFile).filter(({ file, topic: { id, name } }) => {
    const idOwner = ids.get(id)
    const nameOwner = names.get(topicKey(name))
    if (idOwner) taken('topic-duplicate', file, 'id', id, idOwner)
    if (nameOwner) taken('topic-duplicate', file, 'name', name, nameOwner)
    if (idOwner || nameOwner) return false
    ids.set(id, file)
    names.set(topicKey(name), file)
    return true
  })
  const descriptions = distinct.map((description) => {
    const { file, topic } = description
    const formerIds = topic.formerIds.filter((former) => {
      const owner = ids.get(former)
      if (owner) taken('topic-former-id-taken', file, 'formerIds', former, owner)
      else ids.set(former, file)
      return !owner
    })
    return { ...description, topic: { ...topic, formerIds } }
  })
  return { descriptions, diagnostics }
}

function byFile(a: TopicDescription, b: TopicDescription): number {
  if (a.file === b.file) return 0
  return a.file < b.file ? -1 : 1
}
