import type { Severity } from '../api/contract.ts';
import styles from './severity-mark.module.css';
import { outlines, pathOf } from './shapes.ts';

/** The sign of a severity: colour, shape and digit together. Words beside it carry the meaning for a screen reader. */
export function SeverityMark({ severity, size = 22 }: { severity: Severity; size?: number }) {
  return (
    <svg
      className={styles.mark}
      data-severity={severity}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={pathOf(severity)} />
      <text x="12" y={outlines[severity].digitY} textAnchor="middle" dominantBaseline="central">
        {severity}
      </text>
    </svg>
  );
}
