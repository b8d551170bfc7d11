import { useLanguage } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'

/** The other language, named in itself; and where English cannot be had, why, in both. */
export function LanguageSwitch() {
  const { language, choose, englishMissing } = useLanguage()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <div>
      <Button kind="secondary" lang={other} onClick={() => choose(other)}>
        {other === 'vi' ? 'Tiếng Việt' : 'English'}
      </Button>
      {englishMissing && (
        <p role="status">
          Tiếng Anh chưa có trên máy này: hãy chọn lại khi có mạng.{' '}
          <span lang="en">English is not on this phone yet: choose it again when there is a signal.</span>
        </p>
      )}
    </div>
  )
}
