import { useElementSize } from '@mantine/hooks';
import { t } from '#web/language/translate.ts';
import { formatShare } from '#web/ui/format.ts';
import type { Figures } from './chart-figures.ts';
import type { Step } from './funnel-steps.ts';
import classes from './pictures.module.css';

interface FunnelPictureProps {
  steps: readonly Step[];
  figures: Figures;
  onOpen: (step: Step) => void;
}

const ROW = 56;
const BAR = 24;

/** Each step as wide as what has come this far, with the part that went on from the step before. */
export function FunnelPicture({ steps, figures, onOpen }: FunnelPictureProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={classes.funnel}>
      <svg width={width} height={steps.length * ROW} aria-hidden="true">
        {steps.map((step, at) => {
          const long = Math.max(2, width * step.ofFirst);
          const figure = figures.write(step.value);
          const isInside = long > figure.length * 9 + 16;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the picture has a table with links beside it
            <g key={step.label} className={classes.step} onClick={() => onOpen(step)}>
              <text x={0} y={at * ROW + 12} className={classes.name}>
                {step.label}
              </text>
              {at > 0 && (
                <text x={width} y={at * ROW + 12} textAnchor="end" className={classes.share}>
                  {t('{share} went on', { share: formatShare(step.ofBefore) })}
                </text>
              )}
              <rect x={0} y={at * ROW + 18} width={width} height={BAR} rx={4} className={classes.track} />
              <rect x={0} y={at * ROW + 18} width={long} height={BAR} rx={4} className={classes.bar} />
              <text
                x={isInside ? 8 : long + 8}
                y={at * ROW + 18 + BAR / 2 + 4}
                className={isInside ? classes.onBar : classes.name}
              >
                {figure}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
