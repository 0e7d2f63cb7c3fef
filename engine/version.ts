/** Version of the engine: that of the package. A recipe names it, since another version may run another course. */
export const ENGINE_VERSION = '0.1.0'
