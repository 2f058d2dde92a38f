import { JoinPage } from "../pages/join/JoinPage.tsx";
import { drawPage } from "./drawPage.tsx";

drawPage(<JoinPage token={window.location.pathname.split("/")[2] ?? ""} />);
