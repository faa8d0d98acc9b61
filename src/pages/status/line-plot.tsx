import { formatDay } from '../page-date.tsx'

/** A value at a time. */
export interface Point {
  at: Date
  count: number
}

const WIDTH = 320
const HEIGHT = 90

interface LinePlotProps {
  /** The current number. */
  now: number
  /** When the first number was counted. */
  since: Date
  points: readonly Point[]
}

/** Numbers over time as a line, with the current number and the range in words. */
export function LinePlot({ now, since, points }: LinePlotProps) {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || first === last) {
    return (
      <p class="meta">
        <strong>{now}</strong> now, first counted on {formatDay(since)}
      </p>
    )
  }
  const most = Math.max(...points.map(({ count }) => count))
  const start = first.at.getTime()
  const span = last.at.getTime() - start
  const line = points
    .map(({ at, count }) => [
      ((at.getTime() - start) / span) * WIDTH,
      HEIGHT - (count / Math.max(1, most)) * (HEIGHT - 4),
    ])
    .map(([x = 0, y = 0]) => `${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('L')
  return (
    <figure class="plot">
      <svg
        class="spark"
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 1}`}
        role="img"
        aria-label={`From ${first.count} to ${last.count}, at most ${most}`}
      >
        <path class="area" d={`M0 ${HEIGHT}L${line}L${WIDTH} ${HEIGHT}z`} />
        <path class="base" d={`M0 ${HEIGHT}h${WIDTH}`} />
        <path d={`M${line}`} />
      </svg>
      <figcaption class="meta">
        <strong>{now}</strong> now, {most} at most from {formatDay(first.at)} to {formatDay(last.at)}
      </figcaption>
    </figure>
  )
}
