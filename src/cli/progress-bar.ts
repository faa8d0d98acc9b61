/** How long a run goes on, in milliseconds, before it shows its progress. */
const PATIENCE = 500

/** Shows how far a run is. */
export interface ProgressDisplay {
  update: (done: number, total: number) => void
  end: () => void
}

/** A progress bar on a terminal, once a run takes long; nothing in a log. */
export async function showProgress(stream: NodeJS.WriteStream): Promise<ProgressDisplay> {
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
      if (performance.now() - start < PATIENCE) return
      if (bar.isActive) bar.update(done)
      else bar.start(total, done)
    },
    end: () => bar.stop(),
  }
}
