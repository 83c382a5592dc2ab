// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { live } from "lit-html/directives/live.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { words } from "./config.js";

let fields = 0;

/** Text with `code` in it. @param {string} text */
export function marked(text) {
    return text.split("`").map((piece, i) => (i % 2 ? html`<code>${piece}</code>` : piece));
}

/** Texts of several lines such as PEM, JSON and lists by line. @param {any} option @param {any} value */
function long(option, value) {
    return String(value ?? "").includes("\n") || /\bPEM\b|each line|line ends|JSON/.test(option.doc ?? "");
}

/**
 * The field of one option, made from its definition. Sends `change-option` with name and value.
 */
class Field extends TdElement {
    static properties = { option: {}, value: {}, problem: {}, extra: {}, list: {} };

    constructor() {
        super();
        /** @type {any} */
        this.option = null;
        /** @type {any} */
        this.value = undefined;
        /** @type {any} */
        this.problem = null;
        /** @type {any} shown beside the input */
        this.extra = null;
        /** @type {string[]} what completes a text */
        this.list = [];
        this.key = `field-${++fields}`;
    }

    render() {
        const { option, problem } = this;
        const boolean = option.type === "BOOLEAN";
        const label = html`${words(option.name)}
            <code>${option.name}</code
            >${option.required ? html`<span class="required">${t("field.required")}</span>` : nothing}`;
        return html`<div class="field ${problem ? "bad" : ""}" data-option=${option.name}>
            ${
                boolean
                    ? html`<label class="check">${this.#checkbox()}<span class="label">${label}</span></label>`
                    : html`<label for=${this.key}>${label}</label>
                          <div class="with-button">
                              <div>${this.#input()}</div>
                              ${this.extra ?? nothing}
                          </div>`
            }
            ${problem ? html`<div class="problem" id="${this.key}-problem">${icon("warning")}<span>${problem.cause && problem.cause !== "other" ? html`<strong>${t(`cause.${problem.cause}`)}</strong> ` : nothing}${problem.message}</span></div>` : nothing}
            ${this.#doc()}
        </div>`;
    }

    #described() {
        return this.problem ? `${this.key}-problem ${this.key}-doc` : `${this.key}-doc`;
    }

    #input() {
        const option = this.option;
        const value = this.value;
        if (option.values?.length && option.type !== "LIST") {
            return this.#select(option.values.map(String), value ?? "");
        }
        if (option.type === "PASSWORD" || option.secret) {
            const set = value === null;
            return html`<input
                id=${this.key}
                type="password"
                autocomplete="new-password"
                .value=${live(value ?? "")}
                placeholder=${set ? t("field.secret.set") : t("field.secret")}
                aria-invalid=${this.problem ? "true" : "false"}
                aria-describedby=${this.#described()}
                @input=${(/** @type {any} */ event) => this.#send(event.target.value || (set ? null : ""))}
            />`;
        }
        const placeholder = option.default === null || option.default === undefined ? "" : String(option.default);
        if (long(option, value)) {
            return html`<textarea
                    id=${this.key}
                    rows="2"
                    spellcheck="false"
                    placeholder=${placeholder}
                    .value=${live(value ?? "")}
                    aria-invalid=${this.problem ? "true" : "false"}
                    aria-describedby=${this.#described()}
                    @input=${(/** @type {any} */ event) => this.#send(event.target.value)}
                ></textarea>
                <label class="small-button button upload"
                    >${icon("upload")}${t("field.file")}<input
                        class="visually-hidden"
                        type="file"
                        aria-label=${t("field.file.of", { name: option.name })}
                        @change=${this.#file}
                /></label>`;
        }
        const numeric = ["INT", "LONG", "SHORT", "DOUBLE"].includes(option.type);
        return html`<input
                id=${this.key}
                type="text"
                inputmode=${numeric ? "decimal" : "text"}
                spellcheck="false"
                autocomplete="off"
                placeholder=${placeholder}
                .value=${live(value ?? "")}
                list=${this.list.length ? `${this.key}-list` : nothing}
                aria-invalid=${this.problem ? "true" : "false"}
                aria-required=${option.required ? "true" : "false"}
                aria-describedby=${this.#described()}
                @input=${(/** @type {any} */ event) => this.#send(event.target.value)}
            />
            ${this.list.length ? html`<datalist id="${this.key}-list">${this.list.map((entry) => html`<option value=${entry}></option>`)}</datalist>` : nothing}`;
    }

    /** @param {string[]} values @param {string} value */
    #select(values, value) {
        const all = value && !values.includes(value) ? [value, ...values] : values;
        const preset = this.option.default;
        return html`<select
            id=${this.key}
            aria-invalid=${this.problem ? "true" : "false"}
            aria-describedby=${this.#described()}
            .value=${live(value)}
            @change=${(/** @type {any} */ event) => this.#send(event.target.value)}
        >
            <option value="" ?selected=${!value}>
                ${preset ? t("field.default", { value: preset }) : t("field.none")}
            </option>
            ${all.map((entry) => html`<option value=${entry} ?selected=${entry === value}>${entry}</option>`)}
        </select>`;
    }

    #checkbox() {
        const checked =
            String(this.value === undefined || this.value === "" ? this.option.default : this.value) === "true";
        return html`<input
            id=${this.key}
            type="checkbox"
            .checked=${live(checked)}
            aria-describedby=${this.#described()}
            @change=${(/** @type {any} */ event) => this.#send(String(event.target.checked))}
        />`;
    }

    #doc() {
        const doc = this.option.doc ?? "";
        const end = doc.search(/\. [A-Z`]/);
        const first = end < 0 || doc.length < 110 ? doc : doc.slice(0, end + 1);
        const rest = doc.slice(first.length).trim();
        const others = this.option.dependents ?? [];
        return html`<div class="doc" id="${this.key}-doc">
            ${marked(first)}
            ${
                rest || others.length
                    ? html`<details>
                          <summary>${t("field.more")}</summary>
                          ${marked(rest)}
                          ${others.length ? html`<div>${t("field.with")} ${others.map((/** @type {string} */ name) => html`<code>${name}</code> `)}</div>` : nothing}
                      </details>`
                    : nothing
            }
        </div>`;
    }

    async #file(/** @type {any} */ event) {
        const file = event.target.files[0];
        if (file) {
            this.#send(await file.text());
            event.target.value = "";
        }
    }

    /** @param {any} value */
    #send(value) {
        this.dispatchEvent(
            new CustomEvent("change-option", { bubbles: true, detail: { name: this.option.name, value } }),
        );
    }
}

customElements.define("td-field", Field);
