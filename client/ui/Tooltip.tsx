import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import "./Tooltip.css";

interface TooltipProps {
  /** What the control does, with its keys where it has some. */
  readonly words: string;
  /** One pressable control with a name of its own: the tooltip only repeats it for the eye. */
  readonly children: React.ReactNode;
}

/** Shows a few words beside a control while it is pointed at or focused. */
export function Tooltip({ words, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {words}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
