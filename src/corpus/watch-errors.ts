import { messageOf } from '../errors.ts'

/** Why changes in some folders are not noticed, and how to fix it. */
export interface WatchFailure {
  reason: string
  hint: string
}

/** The limits of inotify(7), by the error code of a watch that exceeds them. */
const LIMITS: Readonly<Record<string, WatchFailure>> = {
  ENOSPC: {
    reason: 'the limit fs.inotify.max_user_watches has been reached',
    hint: 'Raise it, for example: sysctl fs.inotify.max_user_watches=524288',
  },
  EMFILE: {
    reason: 'the limit fs.inotify.max_user_instances or the limit of open files has been reached',
    hint: 'Raise it, for example: sysctl fs.inotify.max_user_instances=512, or ulimit -n 65536',
  },
}

/** Creates a function that reports watch errors, once per cause: at a limit, thousands of folders fail the same way. */
export function createWatchErrorReporter(onError: (failure: WatchFailure) => void): (error: unknown) => void {
  const reported = new Set<string>()
  return (error) => {
    const cause = (error as NodeJS.ErrnoException).code ?? messageOf(error)
    if (reported.has(cause)) return
    reported.add(cause)
    onError(LIMITS[cause] ?? { reason: messageOf(error), hint: 'Allow Feedmill to read every folder in CONTENT_DIR.' })
  }
}
