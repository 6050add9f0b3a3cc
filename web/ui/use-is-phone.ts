import { useMediaQuery } from '@mantine/hooks';

/** Whether the screen is too narrow for tables; the same width as in the style sheets. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
}
