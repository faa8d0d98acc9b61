import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The kind of a test is in the name of its file: `*.process.test.ts` starts processes, servers or timers,
 * `*.browser.test.ts` opens pages in Chromium, `*.readers.test.ts` subscribes feed readers, `*.exhaustive.test.ts` tries
 * every moment of something in memory, and the rest computes. Those that mostly wait start first, and leave the processors
 * to the others.
 */
const KINDS = ['readers', 'process', 'browser', 'exhaustive', 'unit']

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => KINDS.indexOf(file.project.name)
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    maxWorkers: 4,
    // A busy machine may take long; what never ends fails here.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As the command does: the S3 client would warn of Node 20.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    sequence: { sequencer: WaitingFirst },
    projects: KINDS.map((name) => ({
      extends: true,
      test:
        name === 'unit'
          ? {
              name,
              include: ['test/**/*.test.ts'],
              exclude: ['test/**/*.{process,browser,readers,exhaustive}.test.ts'],
              // These compute, so files share a process: loading the same modules again for each of them took most of the time.
              isolate: false,
            }
          : {
              name,
              include: [`test/**/*.${name}.test.ts`],
              ...(name === 'process' && { globalSetup: 'test/support/ceph/stop-ceph.ts' }),
            },
    })),
  },
})
