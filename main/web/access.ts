import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may use a web host: whoever had its first address, which holds a random token, and whose browser has kept the cookie that it was exchanged for. */
export interface Access {
  /** Goes into the first address. */
  readonly token: string
  isToken(candidate: string): boolean
  /** The value of a `Cookie` header that a browser sent. */
  isAdmitted(cookies: string | undefined): boolean
  /** The value of a `Set-Cookie` header. */
  readonly cookie: string
}

/** Cookies do not tell ports apart, so that each web host names its own by its port. */
export function createAccess(port: number): Access {
  const token = secret()
  const session = secret()
  const name = `replilab-${port}`
  return {
    token,
    isToken: (candidate) => isEqual(candidate, token),
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
