import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './client.ts';

/** Answers that may be different a moment later; all others are final. */
const passing = new Set([0, 429, 502, 503, 504]);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && passing.has(error.status),
      retryDelay: (count, error) =>
        error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : 400 * 2 ** count,
    },
    mutations: { retry: false },
  },
});
