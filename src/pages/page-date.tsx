import { IN_ENGLISH } from './language.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A date in UTC, in English. */
export function PageDate({ instant }: { instant: Date }) {
  return (
    <time {...IN_ENGLISH} datetime={instant.toISOString()}>
      {formatDay(instant)}
    </time>
  )
}

/** A date in UTC, such as 3 March 2026. */
export function formatDay(instant: Date): string {
  return `${instant.getUTCDate()} ${MONTHS[instant.getUTCMonth()]} ${instant.getUTCFullYear()}`
}
