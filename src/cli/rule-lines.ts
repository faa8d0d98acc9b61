import type { Diagnostic } from '../model/diagnostic.ts'
import { countNoun } from '../text/count-noun.ts'
import { stripControls } from '../text/strip-controls.ts'
import { displayPath, paint, type ReportView } from './report-view.ts'

/** The most lines for all rules together, so that a report fits a screen. */
const MAX_LINES = 30
const MAX_PLACES = 5

/** More names of rules would be long lines. */
const MAX_NAMES = 6

/** The diagnostics of one rule and severity. */
type RuleGroup = readonly [Diagnostic, ...Diagnostic[]]

/**
 * Diagnostics by rule, errors first, then by count: the hint of each rule and its first places. With many rules, there are fewer
 * places for each, and the least frequent rules are only counted.
 */
export function ruleLines(diagnostics: readonly Diagnostic[], view: ReportView): string[] {
  const groups = groupByRule(diagnostics)
  const places = sharePlaces(groups)
  return [
    ...places.flatMap((count, index) => groupLines(groups[index] as RuleGroup, count, view)),
    ...restLines(groups.slice(places.length), view),
  ]
}

/** How many places to show of each rule: one of as many rules as fit, then more of each in turn. */
function sharePlaces(groups: readonly RuleGroup[]): number[] {
  let left = MAX_LINES
  const places: number[] = []
  for (const { length } of groups) {
    // Name, hint, place and a blank line; and how to see the other places.
    left -= length > 1 ? 5 : 4
    if (left < 0) break
    places.push(1)
  }
  for (let most = 2; most <= MAX_PLACES; most++) {
    for (const [index, { length }] of groups.slice(0, places.length).entries()) {
      if (length < most || left <= 0) continue
      places[index] = most
      left--
    }
  }
  return places
}

/** All diagnostics of one rule. */
export function allRuleLines(diagnostics: readonly Diagnostic[], view: ReportView): string[] {
  return groupByRule(diagnostics).flatMap((group) => groupLines(group, Number.POSITIVE_INFINITY, view))
}

/** The field of a diagnostic and what is wrong with it. */
export function describe({ field, message }: Diagnostic): string {
  return stripControls(field ? `${field} ${message}` : message)
}

function groupByRule(diagnostics: readonly Diagnostic[]): RuleGroup[] {
  const groups = new Map<string, [Diagnostic, ...Diagnostic[]]>()
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.severity} ${diagnostic.rule}`
    const group = groups.get(key)
    if (group) group.push(diagnostic)
    else groups.set(key, [diagnostic])
  }
  return [...groups.values()].sort((a, b) => Number(isError(b)) - Number(isError(a)) || b.length - a.length)
}

function isError([{ severity }]: RuleGroup): boolean {
  return severity === 'error'
}

function groupLines(group: RuleGroup, maxPlaces: number, view: ReportView): string[] {
  const [{ rule, hint, severity }] = group
  const isOneHint = group.every((diagnostic) => diagnostic.hint === hint)
  const left = group.length - maxPlaces
  return [
    `${paint(['bold', isError(group) ? 'red' : 'yellow'], rule, view)} (${countNoun(group.length, severity)})`,
    ...(isOneHint ? [`  ${hint}`] : []),
    ...group
      .slice(0, maxPlaces)
      .flatMap((diagnostic) => [
        `  ${paint('cyan', locationOf(diagnostic, view), view)} ${describe(diagnostic)}`,
        ...(isOneHint ? [] : [`    ${diagnostic.hint}`]),
      ]),
    ...(left > 0 ? [`  … and ${left} more: ${view.checkCommand} --rule ${rule}`] : []),
    '',
  ]
}

/** One line for the rules that have no lines of their own. */
function restLines(groups: readonly RuleGroup[], view: ReportView): string[] {
  if (groups.length === 0) return []
  const rules = groups.slice(0, MAX_NAMES).map((group) => `${group[0].rule} (${group.length})`)
  const list = rules.length < groups.length ? [...rules, '…'] : rules
  return [`${countNoun(groups.length, 'more rule')}: ${list.join(', ')}`, `  ${view.checkCommand} --rule <rule>`, '']
}

/** File and line, in the form that terminals turn into a link. */
function locationOf(diagnostic: Diagnostic, view: ReportView): string {
  const path = stripControls(displayPath(diagnostic, view))
  return diagnostic.line === undefined ? path : `${path}:${diagnostic.line}`
}
