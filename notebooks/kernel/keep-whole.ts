const { defineProperty, deleteProperty, getOwnPropertyDescriptor, ownKeys } = Reflect

/** Remembers what objects hold. The function returned puts it back, and takes away what was added. */
export function keepWhole(objects: readonly object[]): () => void {
  const kept = objects.map((object) => ({ object, properties: propertiesOf(object) }))
  return () => {
    for (const { object, properties } of kept) {
      for (const key of ownKeys(object)) if (!properties.has(key)) deleteProperty(object, key)
      for (const [key, property] of properties) putBack(object, key, property)
    }
  }
}

const propertiesOf = (object: object): Map<PropertyKey, PropertyDescriptor> =>
  new Map(
    ownKeys(object).map((key) => [
      key,
      Object.assign(Object.create(null), getOwnPropertyDescriptor(object, key)),
    ]),
  )

function putBack(object: object, key: PropertyKey, property: PropertyDescriptor): void {
  const now = getOwnPropertyDescriptor(object, key)
  const isSame = now && now.value === property.value && now.get === property.get
  if (!isSame) defineProperty(object, key, property)
}
