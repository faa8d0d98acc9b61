import { messageOf } from '../errors.ts'

/** Why changes in some folders are not seen, and what to do about it. */
export interface WatchFailure {
  reason: string
  hint: string
}

/** The limits of inotify(7), by the error that a watch fails with when one is reached. */
const LIMITS: Readonly<Record<string, WatchFailure>> = {
  ENOSPC: {
    reason: 'the limit fs.inotify.max_user_watches is reached',
    hint: 'Raise it, for example: sysctl fs.inotify.max_user_watches=524288',
  },
  EMFILE: {
    reason: 'the limit fs.inotify.max_user_instances or that of open files is reached',
    hint: 'Raise it, for example: sysctl fs.inotify.max_user_instances=512, or ulimit -n 65536',
  },
}

/** Makes a function that reports errors of watching, one for each cause: at a limit, thousands of folders fail alike. */
export function createWatchErrorReporter(onError: (failure: WatchFailure) => void): (error: unknown) => void {
  const reported = new Set<string>()
  return (error) => {
    const cause = (error as NodeJS.ErrnoException).code ?? messageOf(error)
    if (reported.has(cause)) return
    reported.add(cause)
    onError(LIMITS[cause] ?? { reason: messageOf(error), hint: 'Let Feedmill read every folder of the corpus.' })
  }
}
