import type { Status } from '../../src/pages/status/status.ts'

const at = (time: string) => new Date(`2026-11-${time}Z`)

/** The status of a service with successful and failed runs. */
export const STATUS: Status = {
  at: at('22T06:05:00'),
  runs: [
    { at: at('22T06:00:00'), duration: 420, outcome: 'published', changedFeeds: ['all', 'ai'] },
    {
      at: at('22T05:45:00'),
      outcome: 'failed',
      failure: {
        message: 'the topic files cannot be used',
        hint: 'Fix the errors in the topic files.',
        problems: {
          total: 1,
          skipped: 1,
          first: [
            {
              file: 'topics/minds.yaml',
              field: 'id',
              rule: 'topic-duplicate',
              hint: 'Describe each topic in only one file, with a unique id and name.',
              severity: 'error',
            },
          ],
        },
      },
      changedFeeds: [],
    },
    { at: at('22T05:30:00'), duration: 310, outcome: 'unchanged', changedFeeds: [] },
  ],
  published: 357,
  drafts: 2,
  scheduled: 1,
  problems: {
    total: 2,
    skipped: 1,
    first: [
      {
        file: 'news/storm.md',
        line: 4,
        field: 'publishedDateTime',
        rule: 'date-impossible',
        hint: 'Use a date and time that exist.',
        severity: 'error',
      },
      {
        file: 'news/calm.md',
        field: 'id',
        rule: 'id-changed',
        hint: 'Set id in the front matter to the former id, or readers show the article again as new.',
        severity: 'warning',
      },
    ],
  },
  countedSince: at('01T00:00:00'),
  requestsByFormat: [
    { name: 'rss', count: 4120 },
    { name: 'atom', count: 311 },
    { name: 'json', count: 27 },
  ],
  requestsByReader: [
    { name: 'Miniflux', count: 2210 },
    { name: 'NetNewsWire', count: 1408 },
    { name: 'others', count: 840 },
  ],
  subscribers: [
    {
      feed: 'ai',
      now: 41,
      since: at('20T00:00:00'),
      points: [
        { at: at('20T00:00:00'), count: 10 },
        { at: at('21T00:00:00'), count: 20 },
        { at: at('22T00:00:00'), count: 40 },
      ],
    },
    {
      feed: 'all',
      now: 120,
      since: at('20T00:00:00'),
      points: [
        { at: at('20T00:00:00'), count: 90 },
        { at: at('21T00:00:00'), count: 120 },
        { at: at('22T00:00:00'), count: 104 },
      ],
    },
  ],
}
