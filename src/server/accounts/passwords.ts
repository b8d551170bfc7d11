import { argon2, timingSafeEqual } from 'node:crypto'

/** OWASP's smallest advice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const
const hashLength = 32

/** `argon2id$memory$passes$parallelism$salt$hash`, the last two in base64url. */
export async function hashPassword(password: string, random: (bytes: number) => Buffer): Promise<string> {
  const salt = random(16)
  const hash = await derive(password, salt, cost)
  const { memory, passes, parallelism } = cost
  return ['argon2id', memory, passes, parallelism, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = stored.split('$')
  const expected = Buffer.from(hash!, 'base64url')
  const found = await derive(password, Buffer.from(salt!, 'base64url'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return timingSafeEqual(found, expected)
}

type Cost = { memory: number; passes: number; parallelism: number }

/** Text is NFC first: the same password typed on two keyboards is the same password. */
function derive(password: string, nonce: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'))
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message, nonce, memory, passes, parallelism, tagLength: hashLength },
      (fault: Error | null, hash: Buffer) => (fault ? reject(fault) : resolve(hash)),
    )
  })
}
