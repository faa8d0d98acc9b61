import { expect, it } from 'vitest'
import { resolveMix } from '../../../src/serve/mix/resolve-mix.ts'
import { generationOf } from '../../support/generation.ts'

it('a mix is refused if the current ids of its topics make it too long, instead of redirected to a URL that is', () => {
  const ids = Array.from({ length: 15 }, (_, index) => `${index}-${'x'.repeat(150)}`)
  const topics = Object.fromEntries(ids.map((id) => [id, id]))
  const moved = Object.fromEntries(ids.map((id, index) => [`t${index}`, id]))
  const generation = generationOf({}, { topics, moved })
  expect(resolveMix('any=t1', generation)).toMatchObject({ redirect: 301 })
  expect(resolveMix(`any=${Object.keys(moved).join(',')}`, generation)).toEqual({
    status: 400,
    problem: 'The query is longer than 2000 characters, as it is written or in its canonical form.',
  })
})

it('a mix stays if one of its topics vanishes, as one without articles', () => {
  const generation = generationOf({}, { topics: { ai: 'AI' }, vanished: ['bio'] })
  for (const search of ['any=ai,bio', 'all=ai,bio', 'any=bio', 'without=bio']) {
    expect(resolveMix(search, generation)).toMatchObject({ mix: { canonical: search }, redirect: undefined })
  }
  expect(resolveMix('any=ai,bios', generation)).toMatchObject({ status: 400 })
})
