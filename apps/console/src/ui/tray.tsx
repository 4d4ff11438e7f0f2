import { Popover } from '@base-ui/react/popover';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './tray.module.css';

type TrayProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly Icon: LucideIcon;
  readonly name: string;
  /** The name and what waits, for whoever does not see the number. */
  readonly label: string;
  readonly hotkey?: string;
  /** How much waits for me; 0 is not shown. */
  readonly waiting: number;
  readonly isWaiting?: boolean;
  readonly title: string;
  readonly children: ReactNode;
};

/** A button of the top bar with the number of what waits, and what it opens. */
export function Tray({ open, onOpenChange, Icon, ...props }: TrayProps) {
  const { name, label, hotkey, waiting, isWaiting = waiting > 0 } = props;
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger
        className={styles.trigger}
        data-waiting={isWaiting}
        aria-label={label}
        aria-keyshortcuts={hotkey}
      >
        <Icon size={17} aria-hidden="true" />
        <span className={styles.name} aria-hidden="true">
          {name}
        </span>
        {waiting === 0 ? null : (
          <span className={styles.count} aria-hidden="true">
            {waiting}
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end" className={styles.place}>
          <Popover.Popup className={styles.tray}>
            <Popover.Title className={styles.title}>{props.title}</Popover.Title>
            {props.children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
