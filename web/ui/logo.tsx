interface LogoProps {
  size?: number;
}

/** The product's mark. */
export function Logo({ size = 24 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#14655f" />
      <path
        d="M8.2 23.5 16 7.5l7.8 16"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="19.6" r="2.3" fill="#7fd6c8" />
    </svg>
  );
}
