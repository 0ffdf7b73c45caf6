// The editor: CodeMirror in an element of its own, `<code-editor>`. The page loads it when a reader starts to edit, and speaks
// with it as it would with a text area: by `value`, `input` and `focus()`; besides, it is told what is wrong with the text.
//
// It lives in a shadow root, where CodeMirror's style sheets are constructed ones: the page's policy allows no others.

import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";

import { colours, highlighting } from "./looks.js";

// Every word of CodeMirror's by language; the build puts them here, from the page's own words.
const phrases = PHRASES;

// Marks changes that the page has made: it need not be told of them.
const told = Annotation.define();

const indent = "    ";

// The last text that was edited, with what can be undone of it: an editor that is closed and opened again goes on there.
let kept = null;

// Writes over what is selected. Chromium would do so with an inline style, as rich text wants it, and the page's policy would refuse
// that with a complaint.
function replaceSelected(event, view) {
  if (event.inputType !== "insertText" || event.isComposing || !event.data || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  event.preventDefault();
  return true;
}

class CodeEditor extends HTMLElement {
  static observedAttributes = ["data-language", "data-label", "data-hint"];

  #view = null;
  #words = new Compartment();

  // The view is made when the page says what is to be edited.
  #open(text) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#view = new EditorView({ root, parent: root, state: this.#state(text) });
  }

  disconnectedCallback() {
    if (!this.#view) return;
    kept = { of: this.dataset.of, state: this.#view.state.toJSON({ history: historyField }) };
    this.#view.destroy();
    this.#view = null;
  }

  attributeChangedCallback() {
    this.#view?.dispatch({ effects: this.#words.reconfigure(this.#said()) });
  }

  get value() {
    return this.#view?.state.doc.toString() ?? "";
  }

  // Replaces the text; the change can be undone like every other.
  set value(text) {
    if (!this.#view) this.#open(text);
    if (text === this.value) return;
    const changes = { from: 0, to: this.#view.state.doc.length, insert: text };
    this.#view.dispatch({ changes, annotations: told.of(true) });
  }

  // Places are counted as JavaScript counts them.
  set diagnostics(list) {
    if (!this.#view) return;
    const { state } = this.#view;
    const within = ({ from, to }) => from <= to && to <= state.doc.length;
    this.#view.dispatch(setDiagnostics(state, list.filter(within)));
  }

  focus() {
    this.#view?.focus();
  }

  #state(text) {
    const extensions = this.#extensions();
    if (kept?.of !== this.dataset.of) return EditorState.create({ doc: text, extensions });
    // What was selected is of no use to who comes back.
    const json = { ...kept.state, selection: { ranges: [{ anchor: 0, head: 0 }], main: 0 } };
    return EditorState.fromJSON(json, { extensions }, { history: historyField });
  }

  #extensions() {
    return [
      this.#words.of(this.#said()),
      EditorState.tabSize.of(indent.length),
      indentUnit.of(indent),
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      highlightSelectionMatches(),
      history(),
      pythonLanguage,
      indentOnInput(),
      bracketMatching(),
      search({ top: true }),
      colours,
      syntaxHighlighting(highlighting),
      // The page itself runs the program at this key; Tab leaves the editor after Escape.
      keymap.of([{ key: "Mod-Enter", run: () => true }, ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap, indentWithTab]),
      EditorView.domEventHandlers({ beforeinput: replaceSelected }),
      EditorView.updateListener.of((update) => {
        const own = update.transactions.some((one) => one.docChanged && !one.annotation(told));
        if (own) this.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }),
    ];
  }

  // What is said in the reader's language.
  #said() {
    const { language, label = "", hint = "" } = this.dataset;
    return [
      EditorState.phrases.of(phrases[language] ?? {}),
      // What one writes in takes the focus by itself; the number is for programs that look for it.
      EditorView.contentAttributes.of({ "aria-label": label, "aria-description": hint, tabindex: "0" }),
    ];
  }
}

customElements.define("code-editor", CodeEditor);
