import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { ClauseView } from "./clauseView.ts";
import { SectionView } from "./sectionView.ts";

export interface DrawingOptions {
  /** Opens whatever the roadmap fields of that clause are edited in. */
  readonly openRoadmap: (clauseId: string) => void;
}

/** Plain node views: a framework inside the text would draw everything again at every remote edit. */
export const Drawing = Extension.create<DrawingOptions>({
  name: "drawing",
  addOptions: () => ({ openRoadmap: () => {} }),
  addProseMirrorPlugins() {
    const { openRoadmap } = this.options;
    return [
      new Plugin({
        props: {
          nodeViews: {
            section: (node, _view, _position, decorations) => new SectionView(node, decorations),
            clause: (node, view, _position, decorations) =>
              new ClauseView(node, view, decorations, openRoadmap),
          },
        },
      }),
    ];
  },
});
