import { expect, test, vi } from 'vitest'
import { fetchAhead } from '../../../renderer/app/when-idle.ts'

test('what is fetched ahead and cannot be had is missed when it is needed, not before', async () => {
  const fetchPart = vi.fn(() => Promise.reject(new Error('The server is gone.')))
  // A rejection that nobody handles fails a test by itself.
  fetchAhead(fetchPart)
  await new Promise((resolve) => setTimeout(resolve))
  expect(fetchPart).toHaveBeenCalledTimes(1)
})
