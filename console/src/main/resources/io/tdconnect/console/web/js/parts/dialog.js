// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { errorNotice } from "./status.js";

/**
 * @typedef {{title: string, text?: any, accept: string, danger?: boolean,
 *     fields?: {name: string, label: string, type: "text" | "checkbox" | "datetime-local", value?: any, required?: boolean}[],
 *     run: (values: Record<string, any>) => Promise<unknown>}} Question
 */

/** Asks before something is done, does it, and shows at its own place why it failed. */
class Dialog extends TdElement {
    static properties = { question: { state: true }, error: { state: true }, busy: { state: true } };

    constructor() {
        super();
        /** @type {Question | null} */
        this.question = null;
        /** @type {any} */
        this.error = null;
        this.busy = false;
    }

    /** @param {Question} question */
    async ask(question) {
        this.question = question;
        this.error = null;
        await this.updateComplete;
        this.querySelector("dialog")?.showModal();
    }

    render() {
        const question = this.question;
        return html`<dialog aria-labelledby="dialog-title" @close=${() => (this.question = null)}>
            ${
                question
                    ? html`<form method="dialog" @submit=${(/** @type {Event} */ event) => this.#accepted(event)}>
                          <h2 id="dialog-title">${question.title}</h2>
                          ${question.text ? html`<p>${question.text}</p>` : nothing}
                          ${(question.fields ?? []).map((field) => this.#field(field))} ${errorNotice(this.error)}
                          <div class="actions end">
                              <button type="button" class="quiet" @click=${() => this.querySelector("dialog")?.close()}>
                                  ${t("cancel")}
                              </button>
                              <button
                                  type="submit"
                                  class=${question.danger ? "danger" : "primary"}
                                  ?disabled=${this.busy}
                              >
                                  ${question.accept}
                              </button>
                          </div>
                      </form>`
                    : nothing
            }
        </dialog>`;
    }

    /** @param {any} field */
    #field(field) {
        const id = `dialog-${field.name}`;
        return field.type === "checkbox"
            ? html`<label class="check"
                  ><input type="checkbox" name=${field.name} ?checked=${field.value} />${field.label}</label
              >`
            : html`<div class="field">
                  <label for=${id}>${field.label}</label>
                  <input
                      id=${id}
                      name=${field.name}
                      type=${field.type}
                      .value=${field.value ?? ""}
                      ?required=${field.required}
                      autocomplete="off"
                  />
              </div>`;
    }

    /** @param {Event} event */
    async #accepted(event) {
        event.preventDefault();
        const form = /** @type {HTMLFormElement} */ (event.target);
        /** @type {Record<string, any>} */
        const values = {};
        for (const input of form.querySelectorAll("input")) {
            values[input.name] = input.type === "checkbox" ? input.checked : input.value;
        }
        this.busy = true;
        this.error = null;
        try {
            await this.question?.run(values);
            this.querySelector("dialog")?.close();
        } catch (error) {
            this.error = error;
        } finally {
            this.busy = false;
        }
    }
}

customElements.define("td-dialog", Dialog);

/** @param {Question} question */
export function ask(question) {
    const dialog = /** @type {Dialog} */ (document.querySelector("td-dialog"));
    return dialog.ask(question);
}

/** Says in a corner, and to screen readers, that something is done. @param {string} text */
export function say(text) {
    dispatchEvent(new CustomEvent("tdconnect-say", { detail: text }));
}
