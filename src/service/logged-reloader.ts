import type { Logger } from 'pino'
import {
  createGenerationReloader,
  type GenerationReloader,
  type GenerationReloaderOptions,
} from '../serve/generation-reloader.ts'

/** Keeps serving the published generation, and logs why one cannot be served. */
export function createLoggedReloader({
  log,
  ...options
}: Omit<GenerationReloaderOptions, 'onFailed'> & { log: Logger }): GenerationReloader {
  return createGenerationReloader({
    ...options,
    onFailed: (reason, isDamaged) => {
      const problem = isDamaged ? 'is damaged' : 'cannot be read, will retry'
      const rest = `; still serving ${isDamaged ? 'what is whole' : 'the previous one'}`
      log.error({ reason }, `published generation ${problem}${options.state.generation ? rest : ''}`)
    },
  })
}
