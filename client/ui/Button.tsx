import { Button as AriaButton, type ButtonProps } from "react-aria-components/Button";
import "./Button.css";

interface PlenaryButtonProps extends Omit<ButtonProps, "className"> {
  readonly className?: string;
  /** `plain` for a quiet one, `main` for the one thing to do, `grave` for what cannot be taken back. */
  readonly look?: "plain" | "main" | "grave" | "icon";
}

/** A button; `icon` needs an aria-label. */
export function Button({ look = "plain", className = "", ...props }: PlenaryButtonProps) {
  return <AriaButton {...props} className={`button button-${look} ${className}`} />;
}
