import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#edf9f7',
  '#d8f0ec',
  '#b2e0d9',
  '#85ccc3',
  '#56b3a9',
  '#2f958b',
  '#187a72',
  '#14655f',
  '#10514c',
  '#0b3a37',
];
const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f4f5',
  '#ebebed',
  '#dfdfe3',
  '#c6c6cd',
  '#9a9aa5',
  '#676772',
  '#4a4a54',
  '#2e2e36',
  '#1a1a1f',
];
const dark: MantineColorsTuple = [
  '#ececef',
  '#cdcdd3',
  '#a5a5af',
  '#7f7f8a',
  '#3b3b43',
  '#2c2c33',
  '#222227',
  '#18181b',
  '#131316',
  '#0d0d0f',
];

const red: MantineColorsTuple = [
  '#fdf3f2',
  '#fbe3e1',
  '#f6c4c0',
  '#f09b95',
  '#ea746c',
  '#dd5249',
  '#d03d34',
  '#c2342c',
  '#a32a23',
  '#7d201b',
];

const systemFont =
  "Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The look of the product: neutral greys, one deep teal, small type. Colour beyond that carries meaning. */
export const theme = createTheme({
  colors: { accent, gray, dark, red },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  black: '#1a1a1f',
  fontFamily: systemFont,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontFamily: systemFont,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 80 },
      },
    },
    Badge: { defaultProps: { size: 'sm', radius: 'sm', fw: 500, tt: 'none' } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md', transitionProps: { duration: 80 } } } },
  },
});
