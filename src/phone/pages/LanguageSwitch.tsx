import { useLanguage } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'

/** The other language, named in itself. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <div>
      <Button kind="secondary" lang={other} onClick={() => choose(other)}>
        {other === 'vi' ? 'Tiếng Việt' : 'English'}
      </Button>
    </div>
  )
}
