import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may use a web host: whoever had its first address, which holds a random token, and whose browser has kept the cookie that it was exchanged for. */
export interface Access {
  /** Goes into the first address, for whoever sees what is printed. */
  readonly token: string
  /** A token for one use within `passMillis`: everyone on a machine can see the arguments that a browser is started with. */
  createPass(): string
  /** Whether it is the token or a pass, which is used up by asking. */
  takes(candidate: string): boolean
  /** The value of a `Cookie` header that a browser sent. */
  isAdmitted(cookies: string | undefined): boolean
  /** The value of a `Set-Cookie` header. */
  readonly cookie: string
}

/** How long a browser may take to start. */
const passMillis = 60_000

/** Cookies do not tell ports apart, so that each web host names its own by its port. */
export function createAccess(port: number, nowMillis: () => number): Access {
  const token = secret()
  const session = secret()
  const name = `replilab-${port}`
  const passes = new Map<string, number>()
  const takesPass = (candidate: string) => {
    const endMillis = passes.get(candidate)
    passes.delete(candidate)
    return endMillis !== undefined && nowMillis() <= endMillis
  }
  return {
    token,
    createPass() {
      const pass = secret()
      passes.set(pass, nowMillis() + passMillis)
      return pass
    },
    takes: (candidate) => isEqual(candidate, token) || takesPass(candidate),
    isAdmitted: (cookies) => valuesOf(cookies ?? '', name).some((value) => isEqual(value, session)),
    cookie: `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

/** 256 bits, as it may stand in an address. */
const secret = (): string => randomBytes(32).toString('base64url')

function valuesOf(cookies: string, name: string): string[] {
  return cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(`${name}=`))
    .map((cookie) => cookie.slice(name.length + 1))
}

/** In a time that does not tell how much of it was right. */
const isEqual = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
