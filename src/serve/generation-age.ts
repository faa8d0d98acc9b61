import type { ServiceState } from './service-state.ts'

/**
 * Seconds since the generation in service was published, or was last found up to date; undefined if there is none.
 *
 * @param confirmedAt when a run found it up to date, in milliseconds since 1970
 */
export function generationAge(
  { generation, source }: Readonly<ServiceState>,
  now: Date,
  confirmedAt = 0,
): number | undefined {
  if (!generation) return undefined
  let newest = Math.max(confirmedAt, source?.confirmedAt?.getTime() ?? 0)
  for (const { lastModified } of generation.files.values()) newest = Math.max(newest, Date.parse(lastModified))
  return Math.max(0, now.getTime() - newest) / 1000
}
