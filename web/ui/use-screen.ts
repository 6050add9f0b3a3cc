import { useMediaQuery } from '@mantine/hooks';

// The widths are those of the style sheets.

export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
}

/** Whether a second navigation fits beside the first and leaves room for the page. */
export function useIsWide(): boolean {
  return !(useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false }) ?? false);
}

/** Whether rows of a table would not fit beside the navigation. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false }) ?? false;
}
