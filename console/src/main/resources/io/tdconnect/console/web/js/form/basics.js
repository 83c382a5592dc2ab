// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";

const LETTERS = "errors.deadletterqueue.topic.name";

/** Choices of one kind. @param {string} legend @param {string} name @param {any[]} kinds @param {string} chosen @param {(id: string) => void} choose */
export function kindChoice(legend, name, kinds, chosen, choose) {
    return html`<fieldset class="kinds">
        <legend>${legend}</legend>
        ${kinds.map(
            (kind) =>
                html`<label class="kind-choice"
                    ><input
                        type="radio"
                        name=${name}
                        value=${kind.id}
                        .checked=${chosen === kind.id}
                        @change=${() => choose(kind.id)}
                    /><span>${kind.label ?? kind.id}</span></label
                >`,
        )}
    </fieldset>`;
}

/** @param {any[]} kinds @param {"SOURCE" | "SINK"} side */
export function ofSide(kinds, side) {
    return kinds.filter((kind) => kind.side === side);
}

/** Name of the task and kind of its source. Sends `choose-kind`. */
class Basics extends TdElement {
    static properties = { draft: {}, kinds: {} };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {any[]} */
        this.kinds = [];
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
    }

    render() {
        const { draft } = this;
        const sources = ofSide(this.kinds, "SOURCE");
        const choose = (/** @type {string} */ id) => this.dispatchEvent(new CustomEvent("choose-kind", { detail: id }));
        return html`<div class="stack">
            <div class="fields">
                <div class="field">
                    <label for="task-name">${t("new.name")} <span class="required">${t("field.required")}</span></label>
                    <input
                        id="task-name"
                        autocomplete="off"
                        spellcheck="false"
                        ?disabled=${!!draft.edited}
                        placeholder="meters"
                        .value=${draft.data.name}
                        @input=${(/** @type {any} */ event) => this.#named(event.target.value)}
                    />
                </div>
            </div>
            ${
                draft.edited
                    ? nothing
                    : html`${kindChoice(
                          t("new.kind"),
                          "kind",
                          sources.filter((kind) => !kind.plain),
                          draft.data.kind,
                          choose,
                      )}${this.#others(
                          sources.filter((kind) => kind.plain),
                          choose,
                      )}`
            }
        </div>`;
    }

    /** Connectors of others. @param {any[]} kinds @param {(id: string) => void} choose */
    #others(kinds, choose) {
        const chosen = kinds.some((kind) => kind.id === this.draft.data.kind);
        return kinds.length
            ? html`<div class="fields">
                  <div class="field">
                      <label for="other-kind">${t("new.other")}</label>
                      <select
                          id="other-kind"
                          @change=${(/** @type {any} */ event) => event.target.value && choose(event.target.value)}
                      >
                          <option value="" ?selected=${!chosen}>${t("field.none")}</option>
                          ${kinds.map((kind) => html`<option value=${kind.id} ?selected=${kind.id === this.draft.data.kind}>${kind.id}</option>`)}
                      </select>
                  </div>
              </div>`
            : nothing;
    }

    /** The topic of dead letters follows the name until it is changed. @param {string} name */
    #named(name) {
        const { draft } = this;
        const old = draft.data.sink[LETTERS];
        if (
            !draft.edited &&
            draft.data.sink["errors.tolerance"] === "all" &&
            (!old || old === `${draft.data.name}-dead-letters`)
        ) {
            draft.data.sink[LETTERS] = `${name}-dead-letters`;
        }
        draft.update({ name });
    }
}

customElements.define("td-basics", Basics);
