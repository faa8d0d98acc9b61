import type { ComponentChildren } from 'preact'
import { renderPage } from '../layout.tsx'
import type { Site } from '../site.ts'
import { LinePlot } from './line-plot.tsx'
import type { Count, Failure, Status, StatusProblem, StatusRun } from './status.ts'

/** How many changed feeds are named of each run. */
const NAMED = 8

/** The page that shows the owner whether all is well. */
export function renderStatusPage(status: Status, site: Site): string {
  const { at, runs, published, unpublished, waiting, problems, countedSince, subscribers } = status
  const leftOut = new Set(problems.filter((problem) => problem.leftOut).map(({ file }) => file)).size
  return renderPage({
    site,
    title: `Status – ${site.title}`,
    language: 'en',
    trail: [],
    children: (
      <>
        <div class="title">
          <h1>Status</h1>
          <p class="lead">{summaryOf(runs[0], leftOut, problems.length)}</p>
          <p class="meta">
            As of <Instant at={at} />. Published {published}, left out {leftOut}, held back by their authors{' '}
            {unpublished}, waiting for their date {waiting}.
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
        <Section heading="Problems" isEmpty={problems.length === 0}>
          <Table label="Problems" columns={['File', 'Article', 'Rule', 'What to do']}>
            {problems.map((problem) => (
              <ProblemRow {...problem} />
            ))}
          </Table>
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

function summaryOf(last: StatusRun | undefined, leftOut: number, problems: number): string {
  if (!last) return 'No run has ended yet.'
  if (last.outcome === 'failed') return 'The last run failed; what was published before stays in service.'
  if (problems === 0) return 'All is well.'
  return leftOut > 0
    ? 'The last run went well, but left articles out.'
    : 'The last run went well; some of what is published needs a look.'
}

function WhyItFailed({ message, remedy, problems }: Failure) {
  return (
    <section>
      <h2>Why the last run failed</h2>
      <p>
        It said: {message}. {remedy}
      </p>
      <ul>
        {problems.map((problem) => (
          <li>
            {placeOf(problem)} – {ruleOf(problem)}: {problem.remedy}
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
    // A wide table is scrolled by itself, which the keyboard must be able to do as well.
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
        {changedFeeds.slice(0, NAMED).join(', ')}
        {changedFeeds.length > NAMED ? ` and ${changedFeeds.length - NAMED} more` : null}
      </td>
    </tr>
  )
}

function ProblemRow({ leftOut, ...problem }: StatusProblem) {
  return (
    <tr>
      <td>{placeOf(problem)}</td>
      <td>{leftOut ? <span class="failed">left out</span> : 'published'}</td>
      <td>{ruleOf(problem)}</td>
      <td>{problem.remedy}</td>
    </tr>
  )
}

function placeOf({ file, line }: Pick<StatusProblem, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`
}

function ruleOf({ rule, field }: Pick<StatusProblem, 'rule' | 'field'>): string {
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

/** A minute in UTC. */
function Instant({ at }: { at: Date }) {
  const text = at.toISOString()
  return <time datetime={text}>{`${text.slice(0, 10)} ${text.slice(11, 16)} UTC`}</time>
}
