/**
 * Every colour of the console, light then dark. `tokens.css` repeats them for the style sheets and `tokens.test.ts`
 * holds the two equal and recomputes the contrasts; the map and the charts draw on canvas and read them here.
 */
export const tokens = {
  bg: ['#F3F5F6', '#0C1116'],
  panel: ['#FFFFFF', '#12181E'],
  'panel-2': ['#F8F9FA', '#171E25'],
  line: ['#DDE2E6', '#26303A'],
  'line-2': ['#C3CBD2', '#3A4651'],
  ink: ['#14202B', '#E7ECF1'],
  'ink-2': ['#4A5763', '#A5B0BB'],
  'ink-3': ['#5C6873', '#8894A0'],
  accent: ['#005A8C', '#7CC4F7'],
  'accent-strong': ['#004A74', '#9BD2FA'],
  'accent-ink': ['#FFFFFF', '#06121B'],
  'accent-tint': ['#E7F1F8', '#132A3C'],
  'sev-1': ['#A1042F', '#FF3358'],
  'sev-1-text': ['#8A0428', '#FF8FA6'],
  'sev-1-tint': ['#FDEDF1', '#2A1218'],
  'sev-2': ['#D55707', '#F0985F'],
  'sev-2-text': ['#8A3200', '#F7B68C'],
  'sev-2-tint': ['#FFF4EC', '#2A1A10'],
  'sev-3': ['#E0BE3A', '#FFE06B'],
  'sev-3-text': ['#6B5200', '#FFE9A0'],
  'sev-3-tint': ['#FFF9DF', '#262107'],
  'sev-4': ['#0082C8', '#51B1F3'],
  'sev-4-text': ['#00507D', '#9FD4FA'],
  'sev-4-tint': ['#EAF5FC', '#0E2231'],
  'sev-1-digit': ['#FFFFFF', '#14060A'],
  'sev-2-digit': ['#FFFFFF', '#1C0F06'],
  'sev-3-digit': ['#14202B', '#1D1903'],
  'sev-4-digit': ['#FFFFFF', '#04131F'],
  normal: ['#626A70', '#AEB6BE'],
  past: ['#52338A', '#33245A'],
  'past-mark': ['#6B43B5', '#B79CE6'],
  'past-ink': ['#FFFFFF', '#E2D6FF'],
  northern: ['#1F5FA8', '#6FA8E8'],
  central: ['#6B4E9B', '#B79CE6'],
  'map-land': ['#F4F3EF', '#1A2128'],
  'map-other': ['#EAE9E4', '#151B21'],
  'map-water': ['#C7D8E2', '#0C1319'],
  'map-road': ['#CBC3B2', '#37414A'],
  'map-border': ['#8B8F99', '#5A6570'],
  'map-place': ['#17687F', '#73C3D3'],
  'map-town': ['#4A5763', '#A5B0BB'],
  'map-water-ink': ['#5A7F95', '#5F7F92'],
  'speed-1': ['#8A96A1', '#6B7883'],
  'speed-2': ['#5FA8C9', '#3F86A8'],
  'speed-3': ['#1E7BAE', '#5FB4DE'],
  'speed-4': ['#0B4468', '#C4E8FB'],
  other: ['#1D6B3A', '#7FD39B'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Theme = 'light' | 'dark';
export type TokenName = keyof typeof tokens;

/** The colour of a token in a theme, `#RRGGBB`. */
export function colour(name: TokenName, theme: Theme): string {
  return tokens[name][theme === 'light' ? 0 : 1];
}
