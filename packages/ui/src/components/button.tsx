import type { ComponentChildren, Ref } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** What a `Button` shows and does. */
export interface ButtonProps {
  readonly children?: ComponentChildren;
  readonly icon?: IconName;
  /** What is read aloud and shown on hovering; needed where there is an icon alone. */
  readonly label?: string;
  readonly onClick?: (event: MouseEvent) => void;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly disabled?: boolean;
  /** Whether it is switched on, for a button that switches. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly popup?: 'menu' | 'dialog' | 'listbox';
  readonly type?: 'button' | 'submit';
  readonly testId?: string;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** The one kind of button. */
export function Button({ children, icon, label, kind = 'plain', ...props }: ButtonProps) {
  return (
    <button
      {...(props.buttonRef && { ref: props.buttonRef })}
      type={props.type ?? 'button'}
      class={`button button-${kind}${children === undefined ? ' button-icon' : ''}`}
      aria-label={children === undefined ? label : undefined}
      title={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      disabled={props.disabled}
      onClick={props.onClick}
      data-testid={props.testId}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
