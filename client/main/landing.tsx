import { LandingPage } from "../pages/landing/LandingPage.tsx";
import { drawPage } from "./drawPage.tsx";

drawPage(<LandingPage reason={new URLSearchParams(window.location.search).get("reason")} />);
