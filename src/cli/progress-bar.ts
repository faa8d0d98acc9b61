/** How long a run goes on before it shows its progress. */
const SHOW_AFTER_MS = 500

/** Shows the progress of a run. */
export interface ProgressDisplay {
  update: (done: number, total: number) => void
  end: () => void
}

/** A progress bar for long runs on a terminal; nothing in a log. */
export async function showProgress(
  stream: NodeJS.WriteStream,
  { delayMs = SHOW_AFTER_MS } = {},
): Promise<ProgressDisplay> {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined }
  const { SingleBar } = await import('cli-progress')
  const bar = new SingleBar({
    format: 'Reading {bar} {value}/{total}',
    stream,
    clearOnComplete: true,
    hideCursor: false,
    linewrap: true,
  })
  const start = performance.now()
  return {
    update: (done, total) => {
      if (performance.now() - start < delayMs) return
      if (!bar.isActive) bar.start(total, done)
      bar.setTotal(total)
      bar.update(done)
    },
    end: () => {
      if (bar.isActive) bar.stop()
    },
  }
}
