import { ref } from 'vue'

/** The address that a person is asked about, if any. */
export const askedAddress = ref<string>()

/** What a link of a notebook may lead to outside. */
const externalAddress = /^(?:https?:\/\/|mailto:)/i

export const isExternal = (address: string): boolean => externalAddress.test(address)

/** For clicks in what notebooks hold: a link out of the page is asked about, one within the text is left alone, all others lead nowhere. */
export function followLink(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.('a')
  const address = link?.getAttribute('href') ?? link?.getAttribute('xlink:href')
  if (address === null || address === undefined || address.startsWith('#')) return
  event.preventDefault()
  if (isExternal(address)) askedAddress.value = address
}
