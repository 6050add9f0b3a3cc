// Runs before the first paint, so that dark screens do not flash white. The key is Mantine's own.
(() => {
  let scheme = 'auto';
  let contrast = matchMedia('(prefers-contrast: more)').matches;
  try {
    contrast ||= localStorage.getItem('arvelo-contrast') === 'more';
    scheme = localStorage.getItem('mantine-color-scheme-value') ?? 'auto';
  } catch {
    // Storage can be forbidden; the system's scheme is used then.
  }
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.toggleAttribute('data-contrast', contrast);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
