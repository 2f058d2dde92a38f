import { ReaderPage } from "../pages/read/ReaderPage.tsx";
import { openDeclaration } from "../session/openDeclaration.ts";
import { drawPage } from "./drawPage.tsx";

const declarationId = window.location.pathname.split("/")[2] ?? "";

drawPage(<ReaderPage opening={openDeclaration({ declarationId, mode: "read" })} />);
