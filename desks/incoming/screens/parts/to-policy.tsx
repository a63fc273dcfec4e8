/** 录入制度库 with one key (Z): fields, files and the paper itself go along. Rule: BZ-27 */
import { useNavigate } from '@tanstack/react-router'
import { useMe } from '../../../../web/me.ts'
import { useKeys } from '../../../../web/pages/scan-keys.ts'
import { Button } from '../../../../web/parts/button.tsx'
import { Kbd } from '../../../../web/parts/small.tsx'
import { useT } from '../../../../web/words/use-words.ts'

export function ToPolicy({ matter }: { readonly matter: string }) {
  const t = useT()
  const navigate = useNavigate()
  const may = useMe().powers.includes('office.policies')
  const open = () => void navigate({ to: '/policies/new', search: { matter } } as never)
  useKeys(may ? { z: open } : {})
  if (!may) return null
  return (
    <div className="row end no-print">
      <Button small onClick={open}>
        {t('matter.toPolicy')} <Kbd>Z</Kbd>
      </Button>
    </div>
  )
}
