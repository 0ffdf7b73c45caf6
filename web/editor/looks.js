// What the editor looks like: as the source that is only read (web/styles/code.css), in the colours of the page.

import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const mixed = (colour, percent) => `color-mix(in srgb, var(${colour}) ${percent}%, transparent)`;
const field = { font: "inherit", color: "inherit", background: "var(--ground)", border: "1px solid var(--edge)", borderRadius: "7px" };
const wavy = (colour) => ({
  backgroundImage: "none", paddingBottom: 0, textDecoration: `underline wavy var(${colour}) 1.5px`, textUnderlineOffset: "4px",
});

export const colours = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--ground)", fontSize: "12.8px" },
  "&.cm-focused": { outline: "none" },
  // Above the gutters, which would cover an outline.
  "&.cm-focused::after": { content: "''", position: "absolute", inset: "0", border: "2px solid var(--focus)", pointerEvents: "none", zIndex: "300" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", minHeight: "16em", maxHeight: "min(60vh, 44rem)", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "10px 0" },
  ".cm-gutters": { color: "var(--faint)", backgroundColor: "var(--ground)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "26px", fontSize: "11px" },
  ".cm-gutter-lint": { width: "16px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "4px 2px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: mixed("--focus", 7) },
  ".cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-content ::selection, .cm-content::selection": { backgroundColor: mixed("--focus", 32) },
  ".cm-selectionMatch": { backgroundColor: mixed("--ready", 22) },
  ".cm-searchMatch": { backgroundColor: mixed("--ready", 34), outline: "1px solid var(--ready)" },
  ".cm-searchMatch-selected": { backgroundColor: mixed("--focus", 34) },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": { backgroundColor: mixed("--running", 22), outline: "1px solid var(--edge)" },
  "&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket": { backgroundColor: "var(--bad-ground)" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--well)", fontFamily: "var(--sans)", fontSize: "13px" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 28px 8px 10px" },
  ".cm-panel.cm-search label": { fontSize: "12.5px" },
  ".cm-panel button[name=close], .cm-panel.cm-search [name=close]": { color: "var(--soft)", fontSize: "18px", padding: "0 6px" },
  ".cm-textfield": { ...field, padding: "3px 8px" },
  ".cm-button": { ...field, backgroundImage: "none", padding: "3px 9px", "&:active": { backgroundImage: "none", background: "var(--calm-ground)" } },
  ".cm-panel :focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--ground)", border: "1px solid var(--edge)", borderRadius: "8px", overflow: "hidden" },
  ".cm-diagnostic": { padding: "6px 10px", maxWidth: "32rem", fontFamily: "var(--sans)", fontSize: "13.5px", whiteSpace: "normal" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--bad)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--ready)" },
  ".cm-panel.cm-panel-lint ul [aria-selected]": { color: "var(--ink)", backgroundColor: "var(--calm-ground)" },
  ".cm-lintRange-error": { ...wavy("--bad"), backgroundColor: "var(--bad-ground)" },
  ".cm-lintRange-warning": wavy("--ready"),
  ".cm-specialChar": { color: "var(--bad)" },
});

const name = { color: "var(--code-name)", fontWeight: "600" };

export const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)" },
  { tag: [tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: "var(--code-keyword)" },
  { tag: [tags.number, tags.bool, tags.null, tags.self], color: "var(--code-number)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-text)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], ...name },
  { tag: tags.meta, color: "var(--code-number)" },
]);
