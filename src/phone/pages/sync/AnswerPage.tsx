import { useCallback, useEffect, useState } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { useVault } from '#phone/pages/session.ts'
import { type AnswerOutcome, answerInFile, takeAnswer } from '#phone/sync/handover.ts'
import type { LaterWords } from '#phone/wording/later.vi.ts'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import type { HandoverAnswer } from '#protocol/handover.ts'
import { answerIn } from '#protocol/handoverLink.ts'
import { TextField } from '#ui/Field.tsx'
import { Notice } from '#ui/Notice.tsx'

type Told = AnswerOutcome | { outcome: 'working' | 'failed' }

/** The commune's answer to a hand-over file: by the link of its QR code, or as a file. */
export function AnswerPage() {
  const words = useLaterWords().answer
  const { told, take } = useAnswer()
  return (
    <AppPage title={words.title} backTo="/dong-bo" wrong={told !== undefined && !isFine(told)}>
      <p>{words.text}</p>
      <TextField
        label={words.file}
        type="file"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void take(async () => answerInFile(await file.text()))
        }}
      />
      {told && (
        <Notice live kind={kindOf(told)}>
          {sentences(told, words).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
    </AppPage>
  )
}

/** What became of the last answer given; and how to take one. The address's own is taken at once, and leaves it. */
function useAnswer() {
  const vault = useVault()
  const [told, setTold] = useState<Told>()
  const take = useCallback(
    async (read: () => Promise<HandoverAnswer | undefined>) => {
      setTold({ outcome: 'working' })
      try {
        setTold(await takeAnswer(vault, await read()))
      } catch (error) {
        console.error(error)
        setTold({ outcome: 'failed' })
      }
    },
    [vault],
  )
  useEffect(() => {
    const takeLink = () => {
      const fragment = location.hash.slice(1)
      if (fragment === '') return
      history.replaceState(history.state, '', location.pathname)
      void take(() => answerIn(fragment))
    }
    takeLink()
    window.addEventListener('hashchange', takeLink)
    return () => window.removeEventListener('hashchange', takeLink)
  }, [take])
  return { told, take }
}

function isFine({ outcome }: Told): boolean {
  return outcome === 'settled' || outcome === 'working'
}

function kindOf(told: Told): 'info' | 'success' | 'warning' | 'problem' {
  if (!isFine(told)) return 'problem'
  if (told.outcome !== 'settled') return 'info'
  const { in: received, refused } = told.answered
  return received > 0 && refused === 0 ? 'success' : 'warning'
}

/** What an answer came to, in sentences; each number only where there is something to count. */
function sentences(told: Told, words: LaterWords['answer']): string[] {
  if (told.outcome !== 'settled') return [words[told.outcome]]
  const { in: received, held, refused, queued, sending } = told.answered
  const counted = [
    ...(received > 0 ? [words.in(received)] : []),
    ...(held > 0 ? [words.held(held)] : []),
    ...(refused > 0 ? [words.refused(refused)] : []),
    ...(queued + sending > 0 ? [words.waiting(queued + sending)] : []),
  ]
  return [words.settled, ...(counted.length > 0 ? counted : [words.none])]
}
