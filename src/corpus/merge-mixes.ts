import type { Diagnostic } from '../model/diagnostic.ts'
import type { NamedMix } from '../model/named-mix.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'

/**
 * Gives each mix its id, unless a topic or a mix before it by path has it; so also each of its former ids.
 *
 * @returns the mixes ordered by id, and a warning for each id that is taken
 */
export function mergeMixes(
  mixes: readonly NamedMix[],
  topics: readonly Topic[],
): { mixes: NamedMix[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const owners = new Map<string, string>()
  for (const { id, name, formerIds } of topics) {
    for (const owned of [id, ...formerIds]) owners.set(owned, `the topic ${JSON.stringify(name)}`)
  }
  const claim = (id: string, file: string, field?: string): boolean => {
    const owner = owners.get(id)
    if (owner !== undefined) {
      const lost = field ? 'it does not redirect' : 'the mix has no feed'
      const message = `${JSON.stringify(id)} is already used by ${owner}, so ${lost}`
      diagnostics.push(diagnostic('mix-id-taken', { file, field }, message, { severity: 'warning' }))
      return false
    }
    owners.set(id, file)
    return true
  }
  const named = mixes
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .filter(({ file, topic: { id } }) => claim(id, file))
    .map((mix) => {
      const formerIds = mix.topic.formerIds.filter((former) => claim(former, mix.file, 'formerIds'))
      return { ...mix, topic: { ...mix.topic, formerIds } }
    })
  return { mixes: named.sort((a, b) => (a.topic.id < b.topic.id ? -1 : 1)), diagnostics }
}
