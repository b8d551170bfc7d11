import { Refused } from '#server/refused.ts'

/** Runs a command. What is refused is said as a sentence, a fault with its stack; either ends with exit code 1. */
export async function runOrRefuse(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (fault) {
    console.error(sentenceFor(fault))
    process.exitCode = 1
  }
}

function sentenceFor(fault: unknown): unknown {
  if (fault instanceof Refused || isOption(fault)) return fault.message
  const { code, path } = fault as NodeJS.ErrnoException
  return code === 'ENOENT' ? `Không có tệp này: ${path}\nThere is no such file: ${path}` : fault
}

/** An option that the command does not have: Node's own sentence names it. */
function isOption(fault: unknown): fault is Error {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('ERR_PARSE_ARGS_')
}
