import { expect, test } from 'vitest'
import { createSink, createWorkplace, notebookText } from './cli-in-process.ts'

test('the tour prints text and results from top to bottom and writes no file', async () => {
  const draft = await createWorkplace()
  const notebook = notebookText({ type: 'markdown', source: '# Begin' }, '40 + 2', {
    type: 'markdown',
    source: 'The *end*.',
  })
  const tourNotebook = await draft.write('tour.ipynb', notebook)
  const place = await createWorkplace({ host: { tourNotebook } })
  const { code, out, error } = await place.run('tour')
  expect([code, error]).toEqual([0, ''])
  expect(out).toMatch(/^Begin\n\n42\n\nThe end\.\n\n\n1 cell, \d+\.\d s\n$/)
  expect(await draft.read('tour.ipynb')).toBe(notebook)
  await place.remove()
  await draft.remove()
})

test('the tour ends at a cell that fails, with its line', async () => {
  const draft = await createWorkplace()
  const tourNotebook = await draft.write(
    'tour.ipynb',
    notebookText('nowhere', { type: 'markdown', source: 'Never read.' }),
  )
  const place = await createWorkplace({ host: { tourNotebook } })
  const { code, out, error } = await place.run('tour')
  expect(code).toBe(1)
  expect(out).not.toContain('Never read')
  expect(error).toContain('  1 | nowhere')
  await place.remove()
  await draft.remove()
})

test('the tour ends quietly when nobody reads any more', async () => {
  const draft = await createWorkplace()
  const tourNotebook = await draft.write('tour.ipynb', notebookText('1'))
  const stdout = createSink()
  stdout.close()
  const place = await createWorkplace({ host: { tourNotebook }, stdout })
  expect(await place.run('tour')).toMatchObject({ code: 0, error: '' })
  await place.remove()
  await draft.remove()
})
