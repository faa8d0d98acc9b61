import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import type { TopicDescription } from './parse-topic.ts'

/**
 * Sets the parent of each described topic: the nearest topic above it that is not retired. An unknown parent is reported and
 * ignored; in a circle, the last description by path is.
 *
 * @param find the topic with an id or a name
 */
export function linkParents(
  descriptions: readonly TopicDescription[],
  find: (parent: string) => Topic | undefined,
): Diagnostic[] {
  const parents = new Map<Topic, Topic>()
  const invalid = new Map<TopicDescription, string>()
  for (const description of descriptions) {
    if (description.parent === undefined) continue
    const parent = find(description.parent)
    if (parent) parents.set(description.topic, parent)
    else invalid.set(description, 'is not a topic')
  }
  const position = new Map(descriptions.map(({ topic }, index) => [topic, index]))
  for (const circle of findCircles(parents)) {
    const last = descriptions[Math.max(...circle.map((topic) => position.get(topic) ?? -1))]
    if (!last) continue
    parents.delete(last.topic)
    invalid.set(last, 'is a descendant of this topic')
  }
  setParents(parents)
  return descriptions.flatMap((description) => {
    const reason = invalid.get(description)
    const { file, parent } = description
    if (reason === undefined) return []
    const message = `${JSON.stringify(parent)} ${reason}`
    return [diagnostic('topic-parent-unknown', { file, field: 'parent' }, message, { severity: 'warning' })]
  })
}

/** Each topic has one parent, so circles have no topic in common. */
function findCircles(parents: ReadonlyMap<Topic, Topic>): Topic[][] {
  const circles: Topic[][] = []
  const walkOf = new Map<Topic, Topic>()
  for (const start of parents.keys()) {
    let topic: Topic | undefined = start
    for (; topic && !walkOf.has(topic); topic = parents.get(topic)) walkOf.set(topic, start)
    if (!topic || walkOf.get(topic) !== start) continue
    const circle = [topic]
    for (let next = parents.get(topic); next && next !== topic; next = parents.get(next)) circle.push(next)
    circles.push(circle)
  }
  return circles
}

/** Sets the parents, from the top down, so that a chain of any length takes one step for each topic. */
function setParents(parents: ReadonlyMap<Topic, Topic>): void {
  const done = new Set<Topic>()
  for (const start of parents.keys()) {
    const chain: Topic[] = []
    for (let topic: Topic | undefined = start; topic && !done.has(topic); topic = parents.get(topic)) {
      done.add(topic)
      chain.push(topic)
    }
    for (const topic of chain.reverse()) {
      const parent = parents.get(topic)
      topic.parent = parent?.retired ? parent.parent : parent?.id
    }
  }
}
