import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { chooseSettings } from '../../../src/cli/init/choose-settings.ts'
import { proposeSettings } from '../../../src/cli/init/propose-settings.ts'

const manyTopics = Array.from({ length: 500 }, (_, index) => ({
  name: `t${index}`,
  count: Math.ceil((500 - index) / 50),
}))

describe('the proposed settings', () => {
  it('have examples of what only the owner knows', () => {
    expect(
      proposeSettings(chooseSettings({ timezone: 'UTC', topics: [] })),
    ).toBe(`# How Feedmill reads this folder. All keys are optional; docs/feedmill-yaml.md lists them.
# generator: hugo                  # whose rules the files follow
# site: https://blog.example.org   # where the articles live; without it Feedmill hosts those with a body
# permalink: /:year/:month/:slug/  # the path of an article on the site, if not as the generator has it
# timezone: UTC                    # of dates without a zone
# language: en                     # of articles that name none
# topics: {minArticles: 3}         # topics with fewer articles have no feed
`)
  })

  it('have what is known of the site, and a limit if there are many topics', () => {
    const known = {
      ...{ generator: 'jekyll', evidence: '_config.yml', site: 'https://example.org', permalink: '/:title/' },
      ...{ timezone: 'Asia/Taipei', language: 'no', topics: manyTopics },
    }
    expect(
      proposeSettings(chooseSettings(known)),
    ).toBe(`# How Feedmill reads this folder. All keys are optional; docs/feedmill-yaml.md lists them.
generator: jekyll          # recognised by _config.yml
site: https://example.org  # where the articles live; without it Feedmill hosts those with a body
permalink: /:title/        # the path of an article on the site, if not as the generator has it
timezone: Asia/Taipei      # of dates without a zone
language: 'no'             # of articles that name none
topics: {minArticles: 7}   # 200 of 500 topics have that many articles
`)
  })

  it('are YAML, whatever the values', () => {
    const settings = ['yes', '2024', '# a', "it's: here", '"', '', 'a\nb', '\u001b[2J'].map((value, index) => {
      return { key: `key${index}`, value, comment: 'a\ncomment' }
    })
    expect(load(proposeSettings(settings))).toEqual(Object.fromEntries(settings.map(({ key, value }) => [key, value])))
  })
})
