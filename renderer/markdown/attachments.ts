import type { MimeBundle } from '../../notebooks/document/index.ts'

/** Name to the images under it, as notebooks keep them with a cell. */
export type Attachments = Readonly<Record<string, MimeBundle>>

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']

/** The image that `attachment:NAME` names, as an address that holds it; undefined when there is none. */
export function attachedImage(address: string, attachments: Attachments): string | undefined {
  const name = /^attachment:(.*)$/s.exec(address)?.[1]
  if (name === undefined) return undefined
  const bundle = ownValue(attachments, name) ?? ownValue(attachments, decoded(name))
  const type = imageTypes.find((mime) => typeof bundle?.[mime] === 'string')
  if (type === undefined) return undefined
  const content = String(bundle?.[type])
  return type === 'image/svg+xml' && content.trimStart().startsWith('<')
    ? `data:${type};charset=utf-8,${encodeURIComponent(content)}`
    : `data:${type};base64,${content.replace(/\s/g, '')}`
}

const ownValue = (attachments: Attachments, name: string): MimeBundle | undefined =>
  Object.hasOwn(attachments, name) ? attachments[name] : undefined

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    // A percent sign that stands for itself.
    return name
  }
}
