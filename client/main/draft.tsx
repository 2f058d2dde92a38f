import { DraftPage } from "../pages/draft/DraftPage.tsx";
import { openDeclaration } from "../session/openDeclaration.ts";
import { drawPage } from "./drawPage.tsx";

const declarationId = window.location.pathname.split("/")[2] ?? "";

drawPage(<DraftPage opening={openDeclaration({ declarationId, mode: "write" })} />);
