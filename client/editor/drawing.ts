import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { ClauseView } from "./clauseView.ts";
import { SectionView } from "./sectionView.ts";

/** Plain node views: a framework inside the text would draw everything again at every remote edit. */
export const Drawing = Extension.create({
  name: "drawing",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        nodeViews: {
          section: (node, _view, _position, decorations) => new SectionView(node, decorations),
          clause: (node, view, _position, decorations) => new ClauseView(node, view, decorations),
        },
      },
    }),
  ],
});
