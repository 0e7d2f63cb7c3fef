/**
 * chai makes an `EventTarget` while it loads, to tell of its plug-ins; a bare JavaScript realm has none. These stand in while it
 * loads, and only there. To be imported before chai.
 */
const realm = globalThis as Record<string, unknown>
const missing = ['EventTarget', 'Event'].filter((name) => !(name in realm))

class Silent {
  addEventListener(): void {}
  dispatchEvent(): boolean {
    return true
  }
}

for (const name of missing) realm[name] = Silent

/** Leaves the realm as it was. */
export function removeEventShim(): void {
  for (const name of missing) delete realm[name]
}
