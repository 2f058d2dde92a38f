import { drawPage } from "./drawPage.tsx";

drawPage(null);
