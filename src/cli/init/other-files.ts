import { OTHER_TEXT_FORMATS } from '../../corpus/text-formats.ts'
import { countNoun } from '../../text/count-noun.ts'
import { stripControls } from '../../text/strip-controls.ts'

const MAX_EXTENSIONS = 6

/** The files that may be articles in formats that are not read, by extension: `12 .rst, 3 .html`; empty if there are none. */
export function otherFiles(others: Readonly<Record<string, number>>): string {
  return list(Object.entries(others).filter(([extension]) => OTHER_TEXT_FORMATS.has(extension)))
}

/** All files that are not read, by extension. */
export function allOtherFiles(others: Readonly<Record<string, number>>): string {
  return list(Object.entries(others))
}

function list(counts: [string, number][]): string {
  const sorted = counts.sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
  const shown = sorted.slice(0, MAX_EXTENSIONS).map(([extension, count]) => {
    return extension === '' ? `${countNoun(count, 'file')} without extension` : `${count} ${stripControls(extension)}`
  })
  return sorted.length > MAX_EXTENSIONS ? `${shown.join(', ')}, …` : shown.join(', ')
}
