import { type FSWatcher, watch as fsWatch } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { watchCorpus } from '../../src/corpus/watch-corpus.ts'
import type { WatchFailure } from '../../src/corpus/watch-errors.ts'
import { eventually } from '../support/command.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

const WATCHES: WatchFailure = {
  reason: 'the limit fs.inotify.max_user_watches has been reached',
  hint: 'Raise it, for example: sysctl fs.inotify.max_user_watches=524288',
}

describe('at the limit of watches', () => {
  it('one warning names the limit and how to raise it, however many folders fail and however often', () => {
    const { failures, watcher } = watching({ watch: failWith('ENOSPC', { unless: /content$/ }) })
    expect(failures).toEqual([WATCHES])
    watcher.renew()
    expect(failures).toEqual([WATCHES])
  })

  it('the folders that could be watched still are', async () => {
    const { folder, changes } = watching({ watch: failWith('ENOSPC', { unless: /content$/ }) })
    writeFile(join(folder, 'a.md'), 'two')
    expect(await eventually(() => changes[0])).toEqual(['a.md'])
  })

  it('the limit of instances is named if it is the cause', () => {
    const { failures } = watching({ watch: failWith('EMFILE') })
    expect(failures).toEqual([
      {
        reason: 'the limit fs.inotify.max_user_instances or the limit of open files has been reached',
        hint: 'Raise it, for example: sysctl fs.inotify.max_user_instances=512, or ulimit -n 65536',
      },
    ])
  })
})

describe('an error of a watch', () => {
  it('is reported once for each cause', () => {
    const watchers: FSWatcher[] = []
    const watch = ((...args: Parameters<typeof fsWatch>) => {
      const watcher = fsWatch(...args)
      watchers.push(watcher)
      return watcher
    }) as typeof fsWatch
    const { failures } = watching({ watch })
    for (const watcher of watchers) watcher.emit('error', codedError('EIO'))
    watchers[0]?.emit('error', codedError('ENOSPC'))
    watchers[0]?.emit('error', new Error('unknown'))
    watchers[1]?.emit('error', new Error('unknown'))
    expect(failures.map(({ reason }) => reason)).toEqual(['EIO: watch', WATCHES.reason, 'unknown'])
  })

  it('is not reported if a folder is deleted before it can be watched', () => {
    expect(watching({ watch: failWith('ENOENT') }).failures).toEqual([])
  })
})

function codedError(code: string): Error {
  return Object.assign(new Error(`${code}: watch`), { code })
}

/** Watches no folder, but one that is excepted. */
function failWith(code: string, { unless = /^$/ } = {}): typeof fsWatch {
  return ((path: string, listener: Parameters<typeof fsWatch>[1]) => {
    if (unless.test(path)) return fsWatch(path, listener as never)
    throw codedError(code)
  }) as typeof fsWatch
}

function watching({ watch }: { watch: typeof fsWatch }) {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`content/${index}/a.md`, 'one']))
  const folder = join(temporaryFolder(files), 'content')
  const failures: WatchFailure[] = []
  const changes: (string[] | undefined)[] = []
  const watcher = watchCorpus(
    folder,
    {
      onChange: () => {
        const changed = watcher.takeChanges()
        changes.push(changed && [...changed])
      },
      onError: (failure) => failures.push(failure),
    },
    { watch },
  )
  onTestFinished(watcher.stop)
  return { folder, watcher, failures, changes }
}
