/** Tiptap with nothing but paragraphs, on a y-websocket server: the floor under every collaborative page made of them. */
import { Editor, Node } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const address = new URLSearchParams(location.search);
const text = new Y.Doc();
const provider = new WebsocketProvider(address.get("server") ?? "", address.get("document") ?? "", text, {
  disableBc: true,
});
provider.once("sync", () => {
  new Editor({
    element: document.querySelector<HTMLElement>("#text"),
    extensions: [
      Node.create({ name: "doc", topNode: true, content: "block+" }),
      Paragraph,
      Text,
      Collaboration.configure({ document: text }),
    ],
  });
});
