import { countNoun } from '../text/count-noun.ts'

/** Says of how many documents a hub was notified, and why not of others. */
export function formatNotified({
  hub,
  documents,
  failure,
}: {
  hub: string
  documents: number
  failure?: string
}): string {
  const done = `Hub ${hub} was notified of ${countNoun(documents, 'document')}`
  return failure === undefined ? done : `${done}, and not of others: ${failure}. The next publisher tries again.`
}
