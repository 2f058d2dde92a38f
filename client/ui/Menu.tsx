import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import "./Menu.css";

export interface MenuChoice {
  readonly id: string;
  readonly words: string;
  readonly icon?: React.ReactNode;
  /** What happens when it is chosen. */
  readonly choose?: () => void;
  /** For a choice that is an address, such as a download. */
  readonly href?: string;
  readonly download?: string;
}

interface MenuProps {
  readonly name: string;
  readonly choices: readonly MenuChoice[];
  /** The button that opens it. */
  readonly children: React.ReactNode;
}

/** A button that opens a short list of things to do. */
export function Menu({ name, choices, children }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="menu-popover" placement="bottom end" offset={4}>
        <AriaMenu className="menu" aria-label={name}>
          {choices.map(({ id, words, icon, choose, href, download }) => (
            <MenuItem
              key={id}
              id={id}
              className="menu-item"
              textValue={words}
              {...(choose && { onAction: choose })}
              {...(href !== undefined && { href })}
              {...(download !== undefined && { download })}
            >
              {icon}
              {words}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
