/** Width of a bar and the gap after it, in pixels. */
const STEP = 4
const HEIGHT = 28

/** The smallest count that fills the height, so that a single article is not a peak. */
const MIN_PEAK = 3

/** Counts as a row of small bars, oldest first, with a label for screen readers. */
export function Sparkline({ counts, label }: { counts: readonly number[]; label: string }) {
  const peak = Math.max(MIN_PEAK, ...counts)
  const bars = counts.map((count, index) => {
    const height = count && Math.max(3, Math.round((count / peak) * (HEIGHT - 2)))
    return height ? `M${index * STEP + STEP / 2} ${HEIGHT - 1}v-${height}` : ''
  })
  const width = counts.length * STEP
  return (
    <svg class="spark" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      <path class="base" d={`M0 ${HEIGHT - 0.5}h${width}`} />
      <path d={bars.join('')} />
    </svg>
  )
}
