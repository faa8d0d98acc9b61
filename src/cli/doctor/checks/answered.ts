import { type DeploymentRuleName, deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { attribute, findElement, type HtmlElement, parseHtml } from '../../../text/parse-html.ts'
import { findBotWall } from '../bot-walls.ts'
import { type Answer, type Exchange, isRedirect } from '../exchange.ts'
import { type Content, readContent } from '../read-content.ts'
import type { Visit } from '../visit.ts'

/** Whether the answer is a feed; the rule of each other kind of content. */
const rules: Partial<Record<Content['kind'], DeploymentRuleName>> = {
  truncated: 'feed-truncated',
  malformed: 'feed-malformed',
  undecodable: 'coding-broken',
  'too-large': 'feed-large',
}

/** Whether the answer is a whole feed, and not a challenge, a login or an error. */
export function checkAnswered({ chain, content }: Visit): Diagnostic[] {
  const { url, answer } = chain.at(-1) ?? chain[0]
  if (!answer || !content || isRedirect(answer)) return []
  const page = content.kind === 'page' ? content.text : undefined
  const wall = findBotWall(answer, page)
  if (wall) {
    return [deploymentDiagnostic('challenge-page', url, `${answer.status}, a challenge of ${wall.name}`, wall.hint)]
  }
  if (answer.status !== 200) return [deploymentDiagnostic('status-not-ok', url, describeStatus(answer, page))]
  if (page !== undefined) return [deploymentDiagnostic('page-instead-of-feed', url, `200 with ${describePage(page)}`)]
  if (content.kind === 'unrecognized') {
    const start = JSON.stringify(content.text.slice(0, 60))
    return [deploymentDiagnostic('feed-unrecognized', url, content.text === '' ? 'is empty' : `begins with ${start}`)]
  }
  const rule = rules[content.kind]
  return rule && 'reason' in content ? [deploymentDiagnostic(rule, url, content.reason)] : []
}

/** Whether some readers get the feed and others do not. */
export function checkReaders({ chain, readers, content }: Visit): Diagnostic[] {
  const { url } = chain.at(-1) ?? chain[0]
  const outcomes = Object.entries(readers).map(([name, exchange]) => ({ name, outcome: outcomeOf(exchange) }))
  const isFeed = content?.kind === 'feed' || outcomes.some(({ outcome }) => outcome === undefined)
  if (!isFeed) return []
  const blocked = new Map<string, string[]>()
  for (const { name, outcome } of outcomes) {
    if (outcome !== undefined) blocked.set(outcome, [...(blocked.get(outcome) ?? []), name])
  }
  return [...blocked].map(([outcome, names]) =>
    deploymentDiagnostic('reader-blocked', url, `${names.join(', ')}: ${outcome}, where others get the feed`),
  )
}

/** What a reader gets instead of the feed; undefined if it gets the feed. */
function outcomeOf({ answer, failure }: Exchange): string | undefined {
  if (failure) return failure.message
  const content = readContent(answer)
  if (answer.status === 200 && content.kind === 'feed') return undefined
  const page = content.kind === 'page' ? content.text : undefined
  const wall = findBotWall(answer, page)
  return wall ? `${answer.status}, a challenge of ${wall.name}` : describeStatus(answer, page)
}

function describeStatus({ status, headers }: Answer, page: string | undefined): string {
  const retry = headers.get('retry-after')
  return [String(status), ...(page ? [describePage(page)] : []), ...(retry ? [`Retry-After: ${retry}`] : [])].join(', ')
}

/** An HTML page by its title, and whether it asks for a password. */
function describePage(page: string): string {
  const root = { childNodes: parseHtml(page.slice(0, 500_000)) ?? [] }
  const title = findElement(root, ({ tagName }) => tagName === 'title')
  const isLogin = findElement(root, (element) => attribute(element, 'type').toLowerCase() === 'password') !== undefined
  const name = title ? ` ${JSON.stringify(textOf(title))}` : ''
  return `${isLogin ? 'a login page' : 'an HTML page'}${name}`
}

function textOf({ childNodes }: HtmlElement): string {
  const text = childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  return text.replace(/\s+/g, ' ').trim().slice(0, 80)
}
