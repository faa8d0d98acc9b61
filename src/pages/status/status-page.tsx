import type { ComponentChildren } from 'preact'
import { renderPage } from '../layout.tsx'
import type { Site } from '../site.ts'
import { LinePlot } from './line-plot.tsx'
import type { Count, Failure, Problems, Status, StatusDiagnostic, StatusRun } from './status.ts'

/** How many changed feeds of a run are listed by name. */
const MAX_NAMES = 8

/** The page that shows operators the health of the service. */
export function renderStatusPage(status: Status, site: Site): string {
  const { at, runs, published, drafts, scheduled, problems, countedSince, subscribers } = status
  const { total, skipped } = problems
  return renderPage({
    site,
    title: `Status – ${site.title}`,
    language: 'en',
    trail: [],
    children: (
      <>
        <div class="title">
          <h1>Status</h1>
          <p class="lead">{summaryOf(runs[0], problems)}</p>
          <p class="meta">
            As of <Instant at={at} />. Articles: {published} published, {skipped} skipped, {drafts}{' '}
            {drafts === 1 ? 'draft' : 'drafts'}, {scheduled} scheduled.
          </p>
        </div>
        {runs[0]?.failure ? <WhyItFailed {...runs[0].failure} /> : null}
        <Section heading="Last runs" isEmpty={runs.length === 0}>
          <Table label="Last runs" columns={['Time', 'Outcome', 'Seconds', 'Feeds changed']}>
            {runs.map((run) => (
              <RunRow {...run} />
            ))}
          </Table>
        </Section>
        <Section heading="Errors and warnings" isEmpty={total === 0}>
          <Table label="Errors and warnings" columns={['File', 'Article', 'Rule', 'What to do']}>
            {problems.first.map((diagnostic) => (
              <DiagnosticRow {...diagnostic} />
            ))}
          </Table>
          <Rest {...problems} />
        </Section>
        <Section heading="Estimated subscribers" isEmpty={subscribers.length === 0}>
          <ul class="plots">
            {subscribers.map(({ feed, ...estimates }) => (
              <li>
                <h3>{feed}</h3>
                <LinePlot {...estimates} />
              </li>
            ))}
          </ul>
        </Section>
        <Section heading="Requests" isEmpty={status.requestsByFormat.length === 0}>
          <p class="meta">
            Counted since <Instant at={countedSince} />
          </p>
          <div class="columns">
            <Counts label="Requests by format" column="Format" counts={status.requestsByFormat} />
            <Counts label="Requests by feed reader" column="Feed reader" counts={status.requestsByReader} />
          </div>
        </Section>
      </>
    ),
  })
}

function summaryOf(last: StatusRun | undefined, { total, skipped }: Problems): string {
  if (!last) return 'No run has finished yet.'
  if (last.outcome === 'failed') return 'The last run failed; the previous publication stays in service.'
  if (total === 0) return 'All is well.'
  return skipped > 0 ? 'The last run succeeded, but skipped articles.' : 'The last run succeeded with warnings.'
}

function Rest({ total, first }: Problems) {
  const rest = total - first.length
  return rest > 0 ? (
    <p class="meta">
      … and {rest} more: <code>feedmill check</code>
    </p>
  ) : null
}

function WhyItFailed({ message, hint, problems }: Failure) {
  return (
    <section>
      <h2>Why the last run failed</h2>
      <p>
        {message}. {hint}
      </p>
      <ul>
        {problems.first.map((diagnostic) => (
          <li>
            {placeOf(diagnostic)} – {ruleOf(diagnostic)}: {diagnostic.hint}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SectionProps {
  heading: string
  isEmpty: boolean
  children: ComponentChildren
}

function Section({ heading, isEmpty, children }: SectionProps) {
  return (
    <section>
      <h2>{heading}</h2>
      {isEmpty ? <p class="meta">None</p> : children}
    </section>
  )
}

function Table({
  label,
  columns,
  children,
}: {
  label: string
  columns: readonly string[]
  children: ComponentChildren
}) {
  return (
    // A wide table scrolls on its own, and must be scrollable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the line above
    <section class="table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function RunRow({ at, duration, outcome, failure, changedFeeds }: StatusRun) {
  return (
    <tr>
      <td>
        <Instant at={at} />
      </td>
      <td>
        <span class={outcome}>{outcome}</span>
        {failure ? `: ${failure.message}` : null}
      </td>
      <td class="number">{duration === undefined ? '' : (duration / 1000).toFixed(2)}</td>
      <td>
        {changedFeeds.slice(0, MAX_NAMES).join(', ')}
        {changedFeeds.length > MAX_NAMES ? ` and ${changedFeeds.length - MAX_NAMES} more` : null}
      </td>
    </tr>
  )
}

function DiagnosticRow({ severity, ...diagnostic }: StatusDiagnostic) {
  return (
    <tr>
      <td>{placeOf(diagnostic)}</td>
      <td>{severity === 'error' ? <span class="failed">skipped</span> : 'published'}</td>
      <td>{ruleOf(diagnostic)}</td>
      <td>{diagnostic.hint}</td>
    </tr>
  )
}

function placeOf({ file, line }: Pick<StatusDiagnostic, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`
}

function ruleOf({ rule, field }: Pick<StatusDiagnostic, 'rule' | 'field'>): string {
  return field ? `${rule} (${field})` : rule
}

function Counts({ label, column, counts }: { label: string; column: string; counts: readonly Count[] }) {
  if (counts.length === 0) return <p class="meta">{label}: none</p>
  return (
    <Table label={label} columns={[column, 'Requests']}>
      {counts.map(({ name, count }) => (
        <tr>
          <td>{name}</td>
          <td class="number">{count}</td>
        </tr>
      ))}
    </Table>
  )
}

/** An instant in UTC, to the minute. */
function Instant({ at }: { at: Date }) {
  const text = at.toISOString()
  return <time datetime={text}>{`${text.slice(0, 10)} ${text.slice(11, 16)} UTC`}</time>
}
