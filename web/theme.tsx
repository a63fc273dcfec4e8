/** antd in our clothes. Its own derived tints are muddy from a grey primary, so every tint is named. */
import { ConfigProvider, type ThemeConfig, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { type Looks, useLooks } from './looks.ts'

const light = {
  colorPrimary: '#24505E',
  colorPrimaryHover: '#2F6373',
  colorPrimaryActive: '#1B3F4A',
  colorPrimaryBg: '#E6EEF0',
  colorPrimaryBgHover: '#DCE8EB',
  colorPrimaryBorder: '#B9CCD2',
  colorPrimaryBorderHover: '#8FAEB7',
  colorInfo: '#24505E',
  colorInfoBg: '#E6EEF0',
  colorInfoBorder: '#B9CCD2',
  colorError: '#A8281E',
  colorErrorBg: '#F9EBE8',
  colorErrorBorder: '#E3B4AE',
  colorWarning: '#945700',
  colorWarningBg: '#FBEFD9',
  colorWarningBorder: '#E5C48C',
  colorSuccess: '#2C6B49',
  colorSuccessBg: '#E3EFE6',
  colorSuccessBorder: '#A9CDB8',
  colorText: '#1D2327',
  colorTextSecondary: '#4A5257',
  colorTextTertiary: '#656C71',
  colorTextQuaternary: '#6A7176',
  colorTextPlaceholder: '#6A7176',
  colorTextDescription: '#656C71',
  colorBgBase: '#FFFFFF',
  colorBgContainer: '#FFFFFF',
  colorBgElevated: '#FFFFFF',
  colorBgLayout: '#F6F4EF',
  colorBorder: '#CFCABC',
  colorBorderSecondary: '#E3DFD4',
  colorSplit: '#ECE9E1',
  colorFillAlter: '#F6F4EF',
  colorFillSecondary: '#F1EFE9',
  colorFillTertiary: '#F4F3EE',
  colorLink: '#24505E',
  colorLinkHover: '#2F6373',
  controlItemBgActive: '#E6EEF0',
  controlItemBgHover: '#F4F3EE',
  controlOutline: '#24505E2b',
}
const dark = {
  colorPrimary: '#7FB3C2',
  colorPrimaryHover: '#97C4D1',
  colorPrimaryActive: '#6BA0B0',
  colorPrimaryBg: '#1F343B',
  colorPrimaryBgHover: '#263E46',
  colorPrimaryBorder: '#3A5B66',
  colorPrimaryBorderHover: '#4F7784',
  colorTextLightSolid: '#10181B',
  colorInfo: '#7FB3C2',
  colorInfoBg: '#1F343B',
  colorInfoBorder: '#3A5B66',
  colorError: '#EE8478',
  colorErrorBg: '#3A2321',
  colorErrorBorder: '#6E3B36',
  colorWarning: '#E0B055',
  colorWarningBg: '#372C17',
  colorWarningBorder: '#6B552A',
  colorSuccess: '#7FC39C',
  colorSuccessBg: '#1D3227',
  colorSuccessBorder: '#365C47',
  colorText: '#E9E6DF',
  colorTextSecondary: '#BDBBB4',
  colorTextTertiary: '#A3A49E',
  colorTextQuaternary: '#979892',
  colorTextPlaceholder: '#979892',
  colorTextDescription: '#A3A49E',
  colorBgBase: '#1C2124',
  colorBgContainer: '#1C2124',
  colorBgElevated: '#22282B',
  colorBgLayout: '#14181A',
  colorBorder: '#465056',
  colorBorderSecondary: '#30373B',
  colorSplit: '#2A3034',
  colorFillAlter: '#20262A',
  colorFillSecondary: '#262C30',
  colorFillTertiary: '#23292C',
  colorLink: '#7FB3C2',
  colorLinkHover: '#97C4D1',
  controlItemBgActive: '#1F343B',
  controlItemBgHover: '#262C30',
  controlOutline: '#7FB3C233',
}
const sans = "'PingFang SC','Microsoft YaHei','Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','Helvetica Neue',Arial,sans-serif"

export function themeOf(looks: Looks, phone: boolean): ThemeConfig {
  const large = looks.size === 'large'
  const shade = looks.tone === 'dark'
  return {
    cssVar: { key: 'huiyin' },
    hashed: false,
    algorithm: shade ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...(shade ? dark : light),
      fontFamily: sans,
      fontSize: large ? 18 : phone ? 15 : 14,
      lineHeight: 22 / 14,
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 3,
      controlHeight: large ? (phone ? 60 : 48) : phone ? 44 : 32,
      controlHeightSM: large ? 40 : phone ? 36 : 28,
      boxShadow: shade ? '0 6px 24px rgb(0 0 0 / 50%)' : '0 6px 24px rgb(29 35 39 / 14%)',
      boxShadowTertiary: 'none',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      wireframe: false,
    },
    components: {
      Button: { fontWeight: 400, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', contentFontSize: large ? 18 : phone ? 15 : 14 },
      Modal: { titleFontSize: large ? 22 : 17 },
      Segmented: { trackBg: shade ? '#262C30' : '#F4F3EE', itemSelectedBg: shade ? '#1C2124' : '#FFFFFF', itemColor: shade ? '#BDBBB4' : '#4A5257' },
    },
  }
}

const narrow = window.matchMedia('(max-width: 767px)')
const onNarrow = (tell: () => void) => {
  narrow.addEventListener('change', tell)
  return () => narrow.removeEventListener('change', tell)
}
export const usePhone = (): boolean => useSyncExternalStore(onNarrow, () => narrow.matches)

/** The nonce the server gave this page; antd's own style elements carry it. */
export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

export function Theme({ children }: { readonly children: ReactNode }) {
  const looks = useLooks()
  const phone = usePhone()
  const config = useMemo(() => themeOf(looks, phone), [looks, phone])
  useEffect(() => {
    dayjs.locale(looks.language === 'en' ? 'en' : 'zh-cn')
  }, [looks.language])
  return (
    <ConfigProvider theme={config} csp={{ nonce: nonce() }} locale={looks.language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  )
}
