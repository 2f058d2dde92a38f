import { Button as AriaButton, type ButtonProps } from "react-aria-components/Button";
import "./Button.css";

interface PlenaryButtonProps extends Omit<ButtonProps, "className"> {
  readonly className?: string;
  /** `plain` as a rule, `main` for the one thing to do, `grave` for what cannot be taken back, `quiet` beside others. */
  readonly look?: "plain" | "main" | "grave" | "quiet" | "icon";
}

/** A button; `icon` needs an aria-label. */
export function Button({ look = "plain", className = "", ...props }: PlenaryButtonProps) {
  return <AriaButton {...props} className={`button button-${look} ${className}`} />;
}
